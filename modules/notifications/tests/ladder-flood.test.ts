import { performance } from 'node:perf_hooks';
import { expect, it, vi } from 'vitest';
import { hears, ladderScene, soon } from './ladder-scene.ts';

const scene = ladderScene();
const people = 1000;
const chatsEach = 100;

/**
 * A hundred thousand steps, all due now, as after an outage: a hundred chats of a thousand people, who are members of none
 * of them by now, so that the whole way is gone but for the request to a browser.
 */
const flood = () =>
  scene.query(
    `with user_ids as (select gen_random_uuid() as id from generate_series(1, $1)),
       chat_ids as (select gen_random_uuid() as id from generate_series(1, $2))
     insert into pending_tellings
       (id, user_id, channel, chat_id, first_seq, last_seq, is_mention, first_at, due_at)
     select gen_random_uuid(), user_ids.id, 'push', chat_ids.id, 1, 3, false, now(), now()
     from user_ids, chat_ids`,
    [people, chatsEach],
  );

it(
  '100,000 due at once are taken in portions; sends and urgent news go on',
  { timeout: 60_000 },
  async () => {
    const { alice, bob, browser, chatId, query } = scene;
    const count = async (text: string) => Number((await query<{ count: string }>(text))[0]?.count);
    const taken = () => count("select count(*) from delivery_trace where code in ('not_member', 'limited')");
    await flood();
    // Sends meanwhile, one after the other, each waited for.
    const sends: number[] = [];
    let largest = 0;
    for (let sent = 0; sent < 40 || (await taken()) < 2000; sent++) {
      const began = performance.now();
      await alice.post(chatId, `during the flood ${sent}`);
      sends.push(performance.now() - began);
      largest = Math.max(largest, await count('select count(*) from deliveries'));
    }
    sends.sort((a, b) => a - b);
    const median = sends[Math.floor(sends.length / 2)] ?? 0;
    // Never more under way than may be; the rest waits where it can still be merged.
    expect(largest).toBeLessThanOrEqual(1200);
    expect(sends.length).toBeGreaterThanOrEqual(40);
    // A send waits for a commit, not for a hundred thousand rows.
    expect(median).toBeLessThan(3000);
    // Of one person no more are told than the limit allows: the others wait for it to pass, merged.
    await vi.waitFor(
      async () =>
        expect(
          await count(`select coalesce(max(told), 0) as count from (
          select count(*) as told from told_marks where channel = 'push' group by user_id) each`),
        ).toBeLessThanOrEqual(20),
      soon,
    );
    await query('delete from pending_tellings where user_id <> $1', [bob.id]);
    await hears(browser, 1);
  },
);
