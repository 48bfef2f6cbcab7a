import type { Cache, Caches } from '@bridges/kit';
import type { MessageRow } from '../presenters/message.ts';
import { messageColumns } from '../presenters/message.ts';
import type { Reader } from '../tables/database.ts';
import type { ChatAccess } from './chat-access.ts';
import { syncEpoch } from './sync-epoch.ts';

/** A row as a cache holds it. */
interface KeptRow extends Omit<MessageRow, 'createdAt' | 'editedAt'> {
  createdAtMs: number;
  editedAtMs: number | null;
}
interface Newest {
  rows: KeptRow[];
}

/** Longer pages are read from the database each time, so that a full cache has a size: some 60 MB. */
const longestPage = 128 * 1024;

/**
 * The newest messages of chats, as everybody's rows: what of them a viewer sees is decided after, from the database.
 * The key holds the chat's `lastSeq` and `rev`, which rise in the transaction of every change of a message, and which
 * the asker has just read together with her right to read: a changed page is another page, nothing is invalidated,
 * and who is no member has no key.
 */
export interface HistoryCache {
  newest(
    db: Reader,
    chatId: string,
    access: Pick<ChatAccess, 'lastSeq' | 'rev' | 'firstSeq'>,
    limit: number,
  ): Promise<MessageRow[]>;
}

export function createHistoryCache(caches: Caches): HistoryCache {
  const pages: Cache<Newest> = caches.create({
    name: 'history',
    maxEntries: 500,
    ttlMs: 30 * 60_000,
    isRenewedByUse: true,
  });
  let known: Promise<string> | undefined;
  /** A history restored from a backup counts its seqs and revs anew; a shared cache may outlive it. */
  const epochOf = (db: Reader): Promise<string> =>
    (known ??= syncEpoch(db).catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
  return {
    async newest(db, chatId, { lastSeq, rev, firstSeq }, limit) {
      const load = () => readNewest(db, chatId, lastSeq, limit);
      const epoch = await epochOf(db);
      const page = await pages.read(`${epoch}:${chatId}:${lastSeq}:${rev}:${limit}`, async () => {
        const rows = (await load()).map(toKept);
        return JSON.stringify(rows).length > longestPage ? undefined : { rows };
      });
      const rows = page ? page.rows.map(fromKept) : await load();
      return rows.filter(({ seq }) => seq >= firstSeq);
    },
  };
}

async function readNewest(db: Reader, chatId: string, lastSeq: number, limit: number): Promise<MessageRow[]> {
  const rows = await db
    .selectFrom('messages')
    .select(messageColumns)
    .where('chatId', '=', chatId)
    .where('seq', '<=', lastSeq)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}

function toKept({ createdAt, editedAt, ...row }: MessageRow): KeptRow {
  return { ...row, createdAtMs: createdAt.getTime(), editedAtMs: editedAt?.getTime() ?? null };
}

function fromKept({ createdAtMs, editedAtMs, ...row }: KeptRow): MessageRow {
  return {
    ...row,
    createdAt: new Date(createdAtMs),
    editedAt: editedAtMs === null ? null : new Date(editedAtMs),
  };
}
