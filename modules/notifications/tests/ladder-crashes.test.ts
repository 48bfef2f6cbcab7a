import type { DeadJobList } from '@bridges/contracts';
import { TestUser, testPassword } from '@bridges/dev-env';
import type { PushBrowser } from '@bridges/dev-env';
import { describe, expect, it, vi } from 'vitest';
import { groupOf, must } from './inbox-scene.ts';
import { hears, ladderScene, settings, soon, subscribe, toldTo, traceOf, tracesTo } from './ladder-scene.ts';

const scene = ladderScene({ ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: testPassword });

interface Crash {
  /** The line that is not reached: a statement on this table, of this chat or user. */
  on: string;
  key: 'old.chat_id' | 'new.chat_id' | 'new.user_id';
}

/** Every statement between two states of the ladder, from the event to the end of a delivery. */
const crashes: Record<string, Crash> = {
  'before the chat is noted': { on: 'insert on pending_chats', key: 'new.chat_id' },
  'before the chat is taken': { on: 'update on pending_chats', key: 'new.chat_id' },
  'before the step is planned': { on: 'insert on pending_tellings', key: 'new.chat_id' },
  'before the reason is noted': { on: 'insert on delivery_trace', key: 'new.chat_id' },
  'before the step is taken': { on: 'delete on pending_tellings', key: 'old.chat_id' },
  'before the delivery is a fact': { on: 'insert on deliveries', key: 'new.chat_id' },
  'before it is marked as told': { on: 'insert on told_marks', key: 'new.chat_id' },
  'after the push, before it is known': { on: 'update on push_subscriptions', key: 'new.user_id' },
  'after the push, before its end': { on: 'delete on deliveries', key: 'old.chat_id' },
};

/** The statement fails once, with its transaction: what a process that dies there would leave behind. */
async function plant(name: string, { on, key }: Crash, id: string): Promise<void> {
  await scene.query(
    `create sequence ${name};
     create function ${name}() returns trigger language plpgsql as $$ begin
       if ${key} = '${id}' and nextval('${name}') = 1 then raise exception 'planted crash'; end if;
       return coalesce(new, old);
     end $$;
     create trigger ${name} before ${on} for each row execute function ${name}()`,
  );
}

const hasBitten = async (name: string) =>
  (await scene.query<{ bitten: boolean }>(`select is_called as bitten from ${name}`))[0]?.bitten === true;

describe('a crash', () => {
  it('anywhere on the ladder loses nothing, and doubles nothing', { timeout: 180_000 }, async () => {
    const { alice, platform, query } = scene;
    const victims: { name: string; where: string; browser: PushBrowser; user: TestUser; chatId: string }[] =
      [];
    for (const [index, [where, crash]] of Object.entries(crashes).entries()) {
      const user = await platform.user('victim');
      const chatId = await groupOf(alice, [user]);
      await platform.settled();
      await must(user, 'POST', '/api/notifications/read-all');
      await settings(user, { channels: { push: { delaySeconds: 0 } } });
      const browser = await subscribe(scene, user);
      const name = `planted_crash_${index}`;
      await plant(name, crash, crash.key === 'new.user_id' ? user.id : chatId);
      victims.push({ name, where, browser, user, chatId });
    }
    const patient = { timeout: 150_000, interval: 100 };
    await Promise.all(
      victims.map(async ({ where, browser, user, chatId, name }) => {
        const { seq } = await alice.post(chatId, 'told once');
        await vi.waitFor(async () => {
          expect([where, await traceOf(user, chatId, seq)]).toEqual([
            where,
            expect.arrayContaining(['push delivered']) as string[],
          ]);
        }, patient);
        expect([where, await hasBitten(name)]).toEqual([where, true]);
        const told = toldTo(browser);
        // Web Push lets us prevent that it is shown twice, not that it is sent twice.
        expect([where, told.length]).toEqual([where, where === 'after the push, before it is known' ? 2 : 1]);
        for (const payload of told) expect(payload).toMatchObject({ chatId, seq, count: 1 });
      }),
    );
    // Nothing is left that could be told again.
    const chats = victims.map(({ chatId }) => chatId);
    for (const table of ['deliveries', 'pending_tellings'])
      expect(
        await query(`select 1 from ${table} where channel = 'push' and chat_id = any($1)`, [chats]),
      ).toEqual([]);
    await platform.settled();
    for (const { browser } of victims)
      expect(new Set(toldTo(browser).map((payload) => 'id' in payload && payload.id)).size).toBe(1);
  });

  it('between the answer of the push service and our knowing of it comes again as the same', async () => {
    const { alice, bob, browser, chatId } = scene;
    // The push service took it, and its answer got lost.
    browser.refuse({ status: 503, headers: { 'retry-after': '1' }, isTaken: true });
    const { seq } = await alice.post(chatId, 'twice on the wire, once on the screen');
    await tracesTo(bob, chatId, seq, 'push delivered');
    const [first, second] = browser.received<{ id: string }>();
    expect(second?.payload).toEqual(first?.payload);
    expect(second?.headers.topic).toBe(first?.headers.topic);
  });
});

/** From now on each job has one try. */
const fewTries = () =>
  scene.query(
    `create function few_tries() returns trigger language plpgsql as $$ begin
       new.max_attempts := 1; return new;
     end $$;
     create trigger few_tries before insert on graphile_worker._private_jobs
       for each row execute function few_tries()`,
  );
const manyTries = () =>
  scene.query(`drop trigger few_tries on graphile_worker._private_jobs; drop function few_tries()`);

describe('what passes by itself', () => {
  it('uses up no tries, and is told as soon as it has passed', async () => {
    const { alice, bob, browser, chatId, query } = scene;
    await query(
      `create function away() returns trigger language plpgsql as $$ begin
         if new.user_id = '${bob.id}' then raise exception 'away' using errcode = '57P01'; end if;
         return new;
       end $$;
       create trigger away before update on push_subscriptions for each row execute function away()`,
    );
    await fewTries();
    const { seq } = await alice.post(chatId, 'patience');
    const again = `key like 'deliver:all:%' and payload::text like '%' ||
      (select id from deliveries where user_id = '${bob.id}' and chat_id = '${chatId}') || '%'`;
    const wasPutOff = async () =>
      expect(await query(`select from graphile_worker._private_jobs where ${again}`)).toHaveLength(1);
    await vi.waitFor(wasPutOff, soon);
    await query('drop trigger away on push_subscriptions; drop function away()');
    await manyTries();
    await query(`update graphile_worker._private_jobs set run_at = now() where ${again}`);
    await tracesTo(bob, chatId, seq, 'push delivered');
    const ids = toldTo(browser).flatMap((payload) => (payload.type === 'messages' ? [payload.id] : []));
    expect(new Set(ids).size).toBe(1);
  });
});

describe('a poison delivery', () => {
  it('is put aside while the queue goes on, shown to administrators, and told when it is mended', async () => {
    const { alice, bob, browser, platform, chatId, query } = scene;
    const administrator = await TestUser.signIn(platform.url, 'admin');
    await query(
      `create function poison() returns trigger language plpgsql as $$ begin
         if old.chat_id = '${chatId}' then raise exception 'poison'; end if;
         return old;
       end $$;
       create trigger poison before delete on deliveries for each row execute function poison()`,
    );
    await fewTries();
    const { seq } = await alice.post(chatId, 'poison');
    const dead = () => administrator.get<DeadJobList>('/api/admin/jobs/notifications');
    await vi.waitFor(
      async () => expect((await dead()).jobs).toMatchObject([{ name: 'deliver', lastError: 'poison' }]),
      soon,
    );
    // Others in the same queues are told meanwhile.
    const others = await groupOf(alice, [bob]);
    const fine = await alice.post(others, 'fine');
    await tracesTo(bob, others, fine.seq, 'push delivered');
    expect((await bob.ask('GET', '/api/admin/jobs/notifications')).status).toBe(403);
    // It keeps nobody else back while it waits for somebody to look at it.
    expect(await query('select from deliveries where chat_id = $1 and attempts = 0', [chatId])).toEqual([]);
    await query('drop trigger poison on deliveries; drop function poison()');
    await manyTries();
    const [job] = (await dead()).jobs;
    await must(administrator, 'POST', `/api/admin/jobs/notifications/${job?.id}/retry`);
    await tracesTo(bob, chatId, seq, 'push delivered');
    await platform.settled();
    expect((await dead()).jobs).toEqual([]);
    const told = await hears(browser, 2);
    expect(told.filter((payload) => payload.type === 'messages' && payload.chatId === chatId)).toHaveLength(
      1,
    );
  });
});
