import { createLogger, createPool } from '@bridges/kit';
import { chatText, random } from './texts.ts';

/** Whose messages are measured: each has 200 chats. */
export interface Searchers {
  /** With 100,000 messages (or all of a smaller database), however large the server is. */
  usual: string;
  /** With four of ten of all messages of the server. */
  heavy: string;
}

const batch = 10_000;
const chatsOfEach = 200;
const usualMessages = 100_000;
const dayMs = 86_400_000;

interface Client {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

interface Pool {
  chatIds: string[];
  share: number;
  memberId: string;
}

/**
 * Fills the database of messages without asking the server: chats of three kinds (of the two who search, and of
 * others), messages over two years in the order in which they would have come. Some 20,000 a second. Stopped anywhere,
 * it goes on from there: everything but the times is the same in every run.
 */
export async function fillMessages(
  url: string,
  count: number,
  { usual, heavy }: Searchers,
  onProgress: (done: number) => void,
): Promise<void> {
  const pool = createPool(url, { applicationName: 'fill', log: createLogger({ level: 'error' }) });
  const client = await pool.connect();
  try {
    const next = random(20_261_121);
    const ids = (amount: number) => Array.from({ length: amount }, () => uuidOf(next));
    const usualShare = Math.min(0.3, usualMessages / count);
    const pools: Pool[] = [
      { chatIds: ids(chatsOfEach), share: usualShare, memberId: usual },
      { chatIds: ids(chatsOfEach), share: 0.4, memberId: heavy },
      { chatIds: ids(Math.max(10, Math.round(count / 300))), share: 1, memberId: uuidOf(next) },
    ];
    const senders = ids(500);
    const startMs = Date.now() - 730 * dayMs;
    await client.query(
      "set synchronous_commit = off; set session_replication_role = 'replica'; set statement_timeout = 0",
    );
    for (const { chatIds, memberId } of pools) await makeChats(client, chatIds, memberId, startMs);
    const filled = await countFilled(client);
    const lastSeqs = new Map<string, number>();
    for (let done = 0; done < count; done += batch) {
      const rows: [string[], number[], string[], string[], Date[]] = [[], [], [], [], []];
      for (let at = done; at < Math.min(count, done + batch); at++) {
        const chatId = pickChat(pools, next);
        const seq = (lastSeqs.get(chatId) ?? 0) + 1;
        lastSeqs.set(chatId, seq);
        rows[0].push(chatId);
        rows[1].push(seq);
        rows[2].push(senders[Math.floor(next() ** 2 * senders.length)] ?? '');
        rows[3].push(chatText(next));
        rows[4].push(new Date(startMs + Math.floor((at / count) * 730 * dayMs)));
      }
      if (done + rows[0].length <= filled) continue;
      await client.query(
        `insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at)
         select chat_id, seq, sender_id, 'text', body, gen_random_uuid(), 0, created_at
         from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::timestamptz[])
           as new (chat_id, seq, sender_id, body, created_at)`,
        rows,
      );
      onProgress(Math.min(count, done + batch));
    }
    await client.query(
      `update chats set last_seq = new.last_seq from unnest($1::uuid[], $2::bigint[]) as new (id, last_seq)
       where chats.id = new.id`,
      [[...lastSeqs.keys()], [...lastSeqs.values()]],
    );
    await client.query('vacuum analyze messages');
    await client.query('vacuum analyze chats');
  } finally {
    client.release(true);
    await pool.end();
  }
}

/** What an earlier run wrote, in whole batches. */
async function countFilled(client: Client): Promise<number> {
  const { rows } = await client.query(
    "select count(*)::int as count from messages where kind = 'text' and fingerprint = 0",
  );
  return (rows[0] as { count: number }).count;
}

function uuidOf(next: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-8$4-');
}

/** A few chats are lively, most are not. */
function pickChat(pools: readonly Pool[], next: () => number): string {
  let where = next();
  for (const { chatIds, share } of pools) {
    if (where < share) return chatIds[Math.floor(next() ** 3 * chatIds.length)] ?? '';
    where -= share;
  }
  return pools.at(-1)?.chatIds[0] ?? '';
}

async function makeChats(
  client: Client,
  chatIds: string[],
  memberId: string,
  startMs: number,
): Promise<void> {
  const startedAt = new Date(startMs);
  await client.query(
    `insert into chats (id, kind, title, created_at, last_activity_at)
     select id, 'group', 'Group ' || at, $2, $2 from unnest($1::uuid[]) with ordinality as new (id, at)
     on conflict do nothing`,
    [chatIds, startedAt],
  );
  await client.query(
    `insert into chat_members (chat_id, user_id, role, joined_at) select id, $2, 'member', $3 from unnest($1::uuid[]) as id
     on conflict do nothing`,
    [chatIds, memberId, startedAt],
  );
}
