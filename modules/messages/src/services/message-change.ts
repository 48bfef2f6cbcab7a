import { outboxAppend } from '@bridges/kit';
import type { Broker } from '@bridges/kit';
import type { Message, Mine } from '@bridges/contracts';
import { MessagesChangedSchema } from '@bridges/contracts/proto';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { toProtoRow } from '../presenters/message-proto.ts';
import { presentMessage } from '../presenters/message.ts';
import type { MessageRow } from '../presenters/message.ts';
import { messageView, readMine, rowsAt } from '../selectors/message-view.ts';
import type { Database } from '../tables/database.ts';
import { chatLockFor } from './chat-lock.ts';
import type { ChatMember, LockedChat } from './chat-lock.ts';
import type { LiveAnnouncer } from './live-announcer.ts';
import { revRaise } from './rev-raise.ts';
import type { RevStep } from './rev-raise.ts';

export interface ChangeContext {
  db: Kysely<Database>;
  broker: Broker;
  live: Pick<LiveAnnouncer, 'chatRevised'>;
}

export type MessageAct =
  | 'edited'
  | 'deleted'
  | 'reacted'
  | 'unreacted'
  | 'voted'
  | 'poll_closed'
  | 'previewed';

/** What an act did, its rows written already. */
export interface DoneAct {
  act: MessageAct;
  seqs: readonly number[];
  /** Of a reaction. */
  emoji?: string;
  /** Nobody else may learn who did it. */
  isSecret?: boolean;
  /** The head changed with it. */
  isHead?: boolean;
}

/** An act on messages of a chat whose row is locked; undefined: everything is so already. */
export type Act = (
  trx: Transaction<Database>,
  chat: LockedChat,
  member: ChatMember,
) => Promise<DoneAct | undefined>;

/**
 * The one way in which messages change: under the chat's lock, with one rise of its rev, the event in the same
 * transaction, and one live event after the commit. Resolves with the messages as the actor has them now.
 *
 * @throws AppError messages.chat_not_found, and whatever the act refuses with
 */
export async function messageChange(
  context: ChangeContext,
  place: { chatId: string; actorId: string; seqs: readonly number[] },
  act: Act,
): Promise<Message[]> {
  const { chatId, actorId } = place;
  const { step, told, view } = await context.db.transaction().execute(async (trx) => {
    const { chat, member } = await chatLockFor(trx, chatId, actorId);
    const done = await act(trx, chat, member);
    const changed = done && (await changeStore(trx, chatId, actorId, done));
    const rows = await rowsAt(
      trx,
      place.seqs.map((seq) => ({ chatId, seq })),
    );
    const sights = new Map([[chatId, member]]);
    return {
      step: changed?.step,
      told: changed?.told,
      view: await messageView(trx, actorId, sights, rows),
    };
  });
  if (step && told) {
    context.broker.kick();
    context.live.chatRevised(step, told);
  }
  return view;
}

/** What is told to the whole chat of a change. */
export interface ToldChange {
  messages: Message[];
  /** Somebody there may not see it all: everybody fetches. */
  isForSome: boolean;
  /** Only the actor's own devices may learn who did it. */
  isSecret: boolean;
  mineOf?: { user: string; seq: number; mine: Mine };
}

/** Raises the rev for what an act has written, and stores the event. The chat is locked by the caller. */
export async function changeStore(
  trx: Transaction<Database>,
  chatId: string,
  actorId: string,
  { act, seqs, emoji = '', isSecret = false, isHead = false }: DoneAct,
): Promise<{ step: RevStep; told: ToldChange }> {
  const step = await revRaise(trx, chatId, { seqs, isHead });
  const rows = await rowsAt(
    trx,
    seqs.map((seq) => ({ chatId, seq })),
  );
  await outboxAppend(trx, MessagesChangedSchema, 'messages.messages_changed.v1', {
    chatId,
    rev: step.rev,
    act,
    actorId: isSecret ? '' : actorId,
    messages: rows.map(toProtoRow),
    emoji,
  });
  const mineOf = isPersonal(act) ? await mineAt(trx, actorId, rows) : undefined;
  const isForSome = await hasLatecomers(trx, chatId, Math.min(...seqs));
  const messages = rows.map(presentMessage);
  // Her part holds her votes, whatever the act was: of an anonymous poll it is for her devices alone.
  const isVoteSecret = rows.some(({ content }) => content?.poll?.isAnonymous === true);
  return {
    step,
    told: { messages, isForSome, isSecret: isSecret || isVoteSecret, ...(mineOf ? { mineOf } : {}) },
  };
}

const isPersonal = (act: MessageAct) => act === 'reacted' || act === 'unreacted' || act === 'voted';

async function mineAt(trx: Transaction<Database>, user: string, rows: readonly MessageRow[]) {
  const [row] = rows;
  if (!row) return undefined;
  const [mine = { reactions: [], votes: [] }] = (await readMine(trx, user, [row])).values();
  return { user, seq: row.seq, mine };
}

/** Whether the history of somebody in the chat begins after this message. */
async function hasLatecomers(trx: Transaction<Database>, chatId: string, seq: number): Promise<boolean> {
  const latecomer = await trx
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .where('firstSeq', '>', sql<number>`greatest(1, ${seq}::bigint)`)
    .where('firstSeq', '>', 1)
    .select('userId')
    .limit(1)
    .executeTakeFirst();
  return latecomer !== undefined;
}
