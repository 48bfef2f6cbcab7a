import type { Message } from '@bridges/contracts';
import { presentContent } from '@bridges/contracts';
import type { Selectable } from 'kysely';
import type { MessagesTable, Tally } from '../tables/database.ts';

/** The columns that a message is shown from. */
export const messageColumns = [
  'chatId',
  'seq',
  'senderId',
  'kind',
  'body',
  'clientId',
  'createdAt',
  'rev',
  'editedAt',
  'content',
  'tally',
] as const;

export type MessageRow = Pick<Selectable<MessagesTable>, (typeof messageColumns)[number]>;

/** Row → API, as everybody in the chat sees it. */
export function presentMessage(row: MessageRow): Message {
  return {
    chatId: row.chatId,
    seq: row.seq,
    senderId: row.senderId,
    kind: row.kind,
    text: row.body,
    clientId: row.clientId,
    createdAt: row.createdAt.toISOString(),
    ...(row.rev === 0 ? {} : { rev: row.rev }),
    ...(row.editedAt ? { editedAt: row.editedAt.toISOString() } : {}),
    ...(row.content ? withTally(presentContent(row.content), row.tally) : presentReactions(row.tally)),
  };
}

/** What stands in the place of a message that is not for the viewer: nothing of it, but no gap either. */
export function presentHidden({ chatId, seq, senderId, clientId, createdAt }: Message): Message {
  return { chatId, seq, senderId, kind: 'hidden', text: '', clientId, createdAt };
}

function withTally(parts: Partial<Message>, tally: Tally | null): Partial<Message> {
  if (tally === null) return parts;
  const { votes = [], voterCount = 0 } = tally;
  const poll = parts.poll && {
    ...parts.poll,
    options: parts.poll.options.map(({ text }, at) => ({ text, voteCount: votes[at] ?? 0 })),
    voterCount,
  };
  return { ...parts, ...(poll ? { poll } : {}), ...presentReactions(tally) };
}

function presentReactions(tally: Tally | null): Partial<Message> {
  return tally?.reactions?.length ? { reactions: tally.reactions } : {};
}

/** The users that messages speak of: who wrote them, or wrote them first. */
export function usersOfMessages(messages: readonly Message[]): string[] {
  return [
    ...new Set(
      messages
        .filter(({ kind }) => kind !== 'hidden')
        .flatMap(({ senderId, forwardedFrom }) =>
          forwardedFrom ? [senderId, forwardedFrom.senderId] : [senderId],
        ),
    ),
  ];
}
