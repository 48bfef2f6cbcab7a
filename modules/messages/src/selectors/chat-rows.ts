import type { ExpressionBuilder } from 'kysely';
import type { GroupInfo } from '@bridges/contracts';
import { sql } from 'kysely';
import { attentionSeqs } from './attention-list.ts';
import { ownMarkColumns, takeMarks } from './chat-mark-columns.ts';
import type { MessageRow } from '../presenters/message.ts';
import type { MarksRow } from '../tables/marks.ts';
import type { ChatKind, Database, GroupState, MemberRole, Reader } from '../tables/database.ts';

/** A chat as one member has it: its head, her place in it, and its last message. */
export interface ChatRow {
  id: string;
  kind: ChatKind;
  title: string | null;
  handle: string | null;
  userLow: string | null;
  userHigh: string | null;
  createdAt: Date;
  lastActivityAt: Date;
  lastSeq: number;
  topReader: string | null;
  topReadSeq: number;
  secondReadSeq: number;
  role: MemberRole;
  readSeq: number;
  firstSeq: number;
  hasHidden: boolean;
  rev: number;
  postRole: MemberRole;
  state: GroupState;
  isBlockedByLow: boolean;
  isBlockedByHigh: boolean;
  hasDeactivated: boolean;
  groupInfo: GroupInfo | null;
  pins: number[];
  mentionSeqs: number[];
  reactionSeqs: number[];
  marks: MarksRow | null;
  lastMessage: MessageRow | null;
}

/**
 * The chats this user may read, with what a list shows of each; index lookups only, however long the chats.
 * Ready to be narrowed and ordered.
 */
export function chatRows(db: Reader, viewerId: string) {
  return memberChatRows(db).where('member.userId', '=', viewerId);
}

/** The same for all members of all chats: to be narrowed to chats and members at least. */
export function memberChatRows(db: Reader) {
  return db
    .selectFrom('chatMembers as member')
    .innerJoin('chats as chat', 'chat.id', 'member.chatId')
    .leftJoin('messages as last', (join) =>
      join.onRef('last.chatId', '=', 'chat.id').onRef('last.seq', '=', 'chat.lastSeq'),
    )
    .leftJoin('chatMarks as marks', (join) =>
      join.onRef('marks.userId', '=', 'member.userId').onRef('marks.chatId', '=', 'member.chatId'),
    )
    .select(ownMarkColumns)
    .select([
      'chat.id',
      'chat.kind',
      'chat.title',
      'chat.handle',
      'chat.userLow',
      'chat.userHigh',
      'chat.createdAt',
      'chat.lastActivityAt',
      'chat.lastSeq',
      'chat.topReader',
      'chat.topReadSeq',
      'chat.secondReadSeq',
      'member.role',
      'member.readSeq',
      'member.firstSeq',
      'member.hasHidden',
      'chat.rev',
      'chat.postRole',
      'chat.state',
      'chat.isBlockedByLow',
      'chat.isBlockedByHigh',
      'chat.hasDeactivated',
      'chat.groupInfo',
      'chat.pins',
      attentionSeqs('mention').as('mentionSeqs'),
      attentionSeqs('reaction').as('reactionSeqs'),
      'last.seq as messageSeq',
      'last.senderId as messageSenderId',
      'last.kind as messageKind',
      'last.body as messageBody',
      'last.clientId as messageClientId',
      'last.createdAt as messageCreatedAt',
      'last.rev as messageRev',
      'last.editedAt as messageEditedAt',
      'last.content as messageContent',
      'last.tally as messageTally',
    ]);
}

type FlatRow = Awaited<ReturnType<ReturnType<typeof chatRows>['execute']>>[number];

/** Puts the joined columns of the last message into one object. */
export function toChatRow(flat: FlatRow): ChatRow {
  const { marks, flat: unmarked } = takeMarks(flat);
  const {
    messageSeq,
    messageSenderId,
    messageKind,
    messageBody,
    messageClientId,
    messageCreatedAt,
    messageRev,
    messageEditedAt,
    messageContent,
    messageTally,
    ...row
  } = unmarked;
  const hasMessage =
    messageSeq !== null &&
    messageSenderId !== null &&
    messageKind !== null &&
    messageBody !== null &&
    messageClientId !== null &&
    messageCreatedAt !== null &&
    messageRev !== null &&
    // Before her history began there is nothing for her.
    messageSeq >= row.firstSeq;
  return {
    ...row,
    marks,
    lastMessage: hasMessage
      ? {
          chatId: row.id,
          seq: messageSeq,
          senderId: messageSenderId,
          kind: messageKind,
          body: messageBody,
          clientId: messageClientId,
          createdAt: messageCreatedAt,
          rev: messageRev,
          editedAt: messageEditedAt,
          content: messageContent,
          tally: messageTally,
        }
      : null,
  };
}

type ListedTables = Database & { chat: Database['chats']; member: Database['chatMembers'] };

/** A direct chat in which nobody wrote yet is shown only to who opened it. */
export function isShownTo(viewerId: string) {
  return (eb: ExpressionBuilder<ListedTables, 'chat'>) =>
    eb.or([eb('chat.kind', '!=', 'direct'), eb('chat.lastSeq', '>', 0), eb('chat.createdBy', '=', viewerId)]);
}

/** After this place in that order. */
export function afterPlace(lastActivityAt: Date, id: string) {
  return sql<boolean>`(chat.last_activity_at, chat.id) < (${lastActivityAt}, ${id}::uuid)`;
}
