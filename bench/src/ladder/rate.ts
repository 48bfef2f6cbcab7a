import type { TestPlatform } from '@bridges/dev-env';
import pg from 'pg';
import { until } from './numbers.ts';
import type { Sink } from './sink.ts';

const people = Number(process.env['LADDER_PEOPLE'] ?? 400);
const messages = 5;

/** Tellings a second: a group of people who all have a browser, and nobody looks. */
export async function measureRate(
  platform: TestPlatform,
  sink: Sink,
): Promise<Record<string, number | string>> {
  const alice = await platform.user('alice');
  const { publicKey } = await alice.get<{ publicKey: string }>('/api/push/key');
  const chats: string[] = [];
  for (let index = 0; index < messages; index++) {
    const { body } = await alice.ask<{ chatId: string }>('POST', '/api/groups', { title: `Town ${index}` });
    chats.push(body.chatId);
  }
  await platform.settled();
  await fill(platform, { chats, port: sink.port, p256dh: publicKey });
  const before = sink.count;
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  for (const chatId of chats) await alice.post(chatId, 'Hear ye');
  await until(() => sink.count - before >= people * messages, 'all tellings');
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (sink.lastAt - began) / 1000;
  return {
    tellings: people * messages,
    seconds: Number(seconds.toFixed(1)),
    // Of this process, the taking of pushes included: tells more than the rate on a machine with other work.
    'CPU ms each': Number(((user + system) / 1000 / (people * messages)).toFixed(2)),
    'tellings/s': Math.round((people * messages) / seconds),
  };
}

/** People are rows here: registering so many would take longer than what is measured. Any point of the curve is a key. */
async function fill(
  platform: TestPlatform,
  { chats, port, p256dh }: { chats: readonly string[]; port: number; p256dh: string },
): Promise<void> {
  const [notifications, talk] = ['notifications', 'messages'].map(
    (name) => new pg.Client({ connectionString: platform.databaseUrl(name as 'messages') }),
  );
  if (!notifications || !talk) return;
  await Promise.all([notifications.connect(), talk.connect()]);
  const { rows } = await notifications.query<{ userId: string }>(
    `with added as (
       insert into push_subscriptions (id, user_id, session_id, endpoint, p256dh, auth, created_at)
       select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
         'http://127.0.0.1:' || $1 || '/' || n, $2, 'AAAAAAAAAAAAAAAAAAAAAA', now()
       from generate_series(1, $3::int) n returning user_id
     ), settled as (
       insert into ladder_settings select user_id, 'en', true, true, true, 0, 30, 600, null, null, 'UTC' from added
     )
     select user_id as "userId" from added`,
    [String(port), p256dh, people],
  );
  await talk.query(
    `insert into chat_members (chat_id, user_id, role, joined_at)
     select chat_id, user_id, 'member', now()
     from unnest($1::uuid[]) chat_id, unnest($2::uuid[]) user_id`,
    [chats, rows.map(({ userId }) => userId)],
  );
  await Promise.all([notifications.end(), talk.end()]);
}
