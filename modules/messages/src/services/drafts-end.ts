import { FilesHeldSchema } from '@bridges/contracts/proto';
import type { Bus } from '@bridges/kit';
import { encodeProto, traceparent } from '@bridges/kit';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { presentMarks } from '../presenters/chat-marks.ts';
import type { MarksRow } from '../tables/marks.ts';
import type { StoredMessage } from './append-queue.ts';
import { chatMarkAnnounce } from './chat-mark-announce.ts';

/** A draft that has become a message, and the marks without it. */
export interface EndedDraft {
  userId: string;
  chatId: string;
  marks: MarksRow;
}

/** The pool of sends speaks in the database's own names. */
interface EndedRow {
  user_id: string;
  chat_id: string;
  muted_until: Date | null;
  marks: Omit<MarksRow, 'mutedUntil'>;
  heldFiles: boolean;
}

/**
 * In the transaction that stores these messages: the drafts that they are made of end, if they are still what they were.
 * Call it when the messages are written: saves of drafts lock a writer's place before her own view, too.
 */
export async function draftsEnd(
  client: PoolClient,
  messages: readonly StoredMessage[],
): Promise<EndedDraft[]> {
  const ending = messages.filter(({ endsDraft }) => endsDraft);
  if (ending.length === 0) return [];
  const userIds = [...new Set(ending.map(({ senderId }) => senderId))].toSorted();
  // A save under way ends before the drafts are looked at; a later one finds the message. As `userRevLock` does it.
  await client.query({
    name: 'append-lock-user-revs',
    text: `insert into user_revs (user_id) select unnest($1::uuid[])
      on conflict (user_id) do update set rev = user_revs.rev`,
    values: [userIds],
  });
  const { rows } = await client.query<EndedRow>({
    name: 'append-end-drafts',
    text: `with found as (
        select m.user_id, m.chat_id, m.draft from chat_marks m
        join unnest($1::uuid[], $2::uuid[], $3::text[]) as s (user_id, chat_id, client_id) using (user_id, chat_id)
        where m.draft ->> 'clientId' = s.client_id
      ), raised as (
        update user_revs set rev = rev + 1 where user_id in (select user_id from found) returning user_id, rev
      )
      update chat_marks m set draft = null, rev = raised.rev
      from found join raised using (user_id) where m.user_id = found.user_id and m.chat_id = found.chat_id
      returning m.user_id, m.chat_id, found.draft -> 'attachments' is not null as "heldFiles", json_build_object(
        'level', m.level, 'isArchived', m.is_archived, 'archivedSeq', m.archived_seq, 'pinOrder', m.pin_order,
        'isMarkedUnread', m.is_marked_unread, 'markedReadSeq', m.marked_read_seq, 'folderIds', m.folder_ids,
        'draft', m.draft, 'rev', m.rev) as marks, m.muted_until`,
    values: [
      ending.map(({ senderId }) => senderId),
      ending.map(({ chatId }) => chatId),
      ending.map(({ clientId }) => clientId),
    ],
  });
  for (const { user_id: ownerId, chat_id: subjectId, marks, heldFiles } of rows) {
    if (heldFiles) await release(client, { ownerId, subjectId, rev: marks.rev });
  }
  return rows.map(({ user_id: userId, chat_id: chatId, marks, muted_until: mutedUntil }) => ({
    userId,
    chatId,
    marks: { ...marks, mutedUntil },
  }));
}

/** Tells the writers' devices, after the commit. */
export function endedDraftsAnnounce(bus: Bus, ended: readonly EndedDraft[]): void {
  for (const [userId, drafts] of Map.groupBy(ended, ({ userId: writer }) => writer)) {
    const rev = Math.max(...drafts.map(({ marks }) => marks.rev));
    const chats = Object.fromEntries(drafts.map(({ chatId, marks }) => [chatId, presentMarks(marks)]));
    chatMarkAnnounce(bus, userId, { after: rev - 1, rev, chats });
  }
}

/** The draft holds no files any more: those of the message are held by it. */
async function release(
  client: PoolClient,
  of: { ownerId: string; subjectId: string; rev: number },
): Promise<void> {
  const event = encodeProto(FilesHeldSchema, { ...of, holder: 'draft', fileIds: [] });
  await client.query({
    name: 'append-release-files',
    text: `insert into outbox (event_id, event, payload, trace) values ($1, 'messages.files_held.v1', $2, $3)`,
    values: [uuidv7(), Buffer.from(event), traceparent() ?? null],
  });
}
