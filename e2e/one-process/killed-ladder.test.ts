import type { GateMoment } from '@bridges/dev-env/gate';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { createTestDatabases } from '@bridges/dev-env/test-databases';
import { TestUser } from '@bridges/dev-env/test-user';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startOutside } from '../scenarios/outside.ts';
import type { Outside } from '../scenarios/outside.ts';
import { decided, letters, patienceMs, reached, told } from '../scenarios/reached.ts';
import { until } from '../scenarios/until.ts';

let outside: Outside;
let server: ServerProcess;
let notifications: pg.Pool;
let drop: () => Promise<void>;
const hour = 3600;

beforeAll(async () => {
  outside = await startOutside();
  const databases = await createTestDatabases(inject('postgresUrl'));
  ({ drop } = databases);
  notifications = new pg.Pool({ connectionString: databases.env['NOTIFICATIONS_DATABASE_URL'], max: 1 });
  server = await ServerProcess.start({ env: { ...databases.env, ...outside.env } });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await notifications.end();
  await drop();
  await outside[Symbol.asyncDispose]();
});

/**
 * Holds each of the three servers at this moment of a telling. When all three are there, the process is killed: it has
 * heard no answer, so it can have noted none.
 */
async function killWhenAll(moment: GateMoment): Promise<void> {
  const reachedIt = new Set<string>();
  const killed = Promise.withResolvers<'drop'>();
  for (const name of ['push', 'telegram', 'mail'] as const)
    outside[name].gate = (at) => {
      if (at !== moment) return Promise.resolve('go');
      reachedIt.add(name);
      return killed.promise;
    };
  await until(
    () => reachedIt.size === 3,
    `all to be held when ${moment}`,
    () => [...reachedIt].join(),
    patienceMs,
  );
  expect(await server.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  killed.resolve('drop');
  for (const name of ['push', 'telegram', 'mail'] as const) outside[name].gate = () => Promise.resolve('go');
}

const rowsOf = async (table: string) =>
  Number((await notifications.query(`select count(*) from ${table}`)).rows[0]?.count);

test(
  'killed at every step of a telling: nothing is lost, and doubled only what a channel can not tell apart',
  { timeout: 180_000 },
  async () => {
    const alice = await TestUser.register(server.url, 'alice');
    const [pia, tina, mila] = await Promise.all([
      reached(server.url, outside, 'pia', { push: 0, telegram: hour }),
      reached(server.url, outside, 'tina', { telegram: 0, email: hour }),
      reached(server.url, outside, 'mila', { email: 0 }),
    ]);
    const people = [pia, tina, mila];
    const chats = await Promise.all(people.map(({ user }) => alice.openDirect(user)));
    const botSaid = ({ account }: typeof pia) => account.shown.filter(({ text }) => text.includes('Killed'));

    // 1. The delivery is taken, the channel was asked, and took nothing yet.
    let held = killWhenAll('asked');
    await Promise.all(chats.map(({ id }) => alice.post(id, 'Killed')));
    await held;
    expect([told(pia), botSaid(tina), letters(outside, mila)]).toEqual([[], [], []]);

    // 2. The channel took it; the process dies before it could note that.
    held = killWhenAll('taken');
    await server.run();
    await held;
    expect([told(pia), botSaid(tina), letters(outside, mila)].map(({ length }) => length)).toEqual([1, 1, 1]);

    // 3. It is told, and noted; the process dies before the next step's time comes.
    await server.run();
    const steps = ['push delivered', 'telegram delivered', 'email delivered'];
    for (const [index, { user }] of people.entries())
      await until(
        async () => {
          const { entries } = await user.get<{ entries: { step: string; code: string }[] }>(
            `/api/notifications/trace?chatId=${chats[index]?.id}&seq=1`,
          );
          return entries.some(({ step, code }) => `${step} ${code}` === steps[index]);
        },
        String(steps[index]),
        undefined,
        patienceMs,
      );
    await server.end('SIGKILL');
    await server.run();
    await notifications.query('update pending_tellings set due_at = now()');

    const [piaSteps, tinaSteps, milaSteps] = await Promise.all(
      people.map(({ user }, index) => decided(user, chats[index]?.id ?? '', 1, 4)),
    );
    const inWords = (entries: typeof piaSteps) =>
      entries?.map(({ step, code }) => `${step} ${code}`).filter((words) => !words.endsWith('no_address'));
    expect(inWords(piaSteps)).toEqual(['app away', 'push delivered', 'telegram delivered']);
    expect(inWords(tinaSteps)).toEqual(['app away', 'telegram delivered', 'email delivered']);
    expect(inWords(milaSteps)).toEqual(['app away', 'email delivered']);

    // Nothing is left that could tell anybody anything.
    await until(
      async () => (await rowsOf('deliveries')) === 0,
      'that all is delivered',
      undefined,
      patienceMs,
    );
    expect(await rowsOf('pending_tellings')).toBe(0);

    // Once more each, after the second kill, and never again. A browser shows what has one tag once,
    expect(told(pia)).toHaveLength(2);
    expect(new Set(told(pia).map((payload) => JSON.stringify(payload))).size).toBe(1);
    expect(new Set(pia.browser.received().map(({ headers }) => headers.topic)).size).toBe(1);
    // a mail program what has one Message-ID,
    const ids = letters(outside, mila).map((letter) => letter.header('message-id'));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    // and Telegram has nothing of the kind.
    expect(botSaid(tina).map(({ text }) => text)).toEqual(Array(2).fill(botSaid(tina)[0]?.text));
    // The steps after them were not disturbed by it.
    expect(botSaid(pia)).toHaveLength(1);
    expect(letters(outside, tina)).toHaveLength(1);
    expect(outside.push.problems).toEqual([]);
  },
);
