import { createLogger, createPool } from '@bridges/kit';

/** The peer of P2: one insert per commit on 16 connections, rows per second, on a table like ours. */
export async function insertPerCommit(connectionString: string, seconds: number): Promise<number> {
  const pool = createPool(connectionString, {
    max: 16,
    applicationName: 'bench',
    log: createLogger({ level: 'error' }),
  });
  await pool.query(
    'create table if not exists peer (chat_id uuid, seq bigint generated always as identity, sender_id uuid, body text, created_at timestamptz default now(), primary key (chat_id, seq))',
  );
  let count = 0;
  const untilMs = performance.now() + seconds * 1000;
  const body = 'A message of the usual length, as people write them. Сообщение обычной длины.';
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (performance.now() < untilMs) {
        await pool.query({
          name: 'peer',
          text: 'insert into peer (chat_id, sender_id, body) values (gen_random_uuid(), gen_random_uuid(), $1)',
          values: [body],
        });
        count++;
      }
    }),
  );
  await pool.query('drop table peer');
  await pool.end();
  return count / seconds;
}
