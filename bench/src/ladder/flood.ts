import type { TestPlatform } from '@bridges/dev-env';
import pg from 'pg';
import { spread, until } from './numbers.ts';

const people = 5000;
const chatsEach = 20;

/** What sends feel while a hundred thousand steps are due at once, and how long those take. */
export async function measureFlood(
  platform: TestPlatform,
): Promise<Record<string, Record<string, number | string>>> {
  const [alice, bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
  const { id } = await alice.openDirect(bob);
  const client = new pg.Client({ connectionString: platform.databaseUrl('notifications') });
  await client.connect();
  const sendFor = async (isOver: () => Promise<boolean>) => {
    const times: number[] = [];
    for (let sent = 0; sent < 200 || !(await isOver()); sent++) {
      const began = performance.now();
      await alice.post(id, `send ${sent}`);
      times.push(performance.now() - began);
    }
    return spread(times);
  };
  const calm = await sendFor(async () => true);
  // Members of none of these chats by now: all of the way is gone but for the request itself.
  await client.query(
    `with users as (select gen_random_uuid() as id from generate_series(1, $1::int)),
       chats as (select gen_random_uuid() as id from generate_series(1, $2::int))
     insert into pending_tellings
       (id, user_id, channel, chat_id, first_seq, last_seq, is_mention, first_at, due_at)
     select gen_random_uuid(), users.id, 'push', chats.id, 1, 1, false, now(), now() from users, chats`,
    [people, chatsEach],
  );
  const began = performance.now();
  let seconds = 0;
  const isOver = async () => {
    const { rows } = await client.query<{ open: boolean }>(
      `select exists (select from pending_tellings where channel = 'push') or exists (select from deliveries) as open`,
    );
    if (rows[0]?.open) return false;
    seconds ||= (performance.now() - began) / 1000;
    return true;
  };
  const flooded = await sendFor(isOver);
  await until(isOver, 'the end of the flood');
  await client.end();
  return {
    'sends before (ms)': calm,
    'sends meanwhile (ms)': flooded,
    decided: {
      total: people * chatsEach,
      seconds: seconds.toFixed(1),
      'a second': Math.round((people * chatsEach) / seconds),
    },
  };
}
