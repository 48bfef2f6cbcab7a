import { randomUUID } from 'node:crypto';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { blocked, cast, history, hold, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages'],
    env: {
      RATE_LIMIT_SENDS_PER_MINUTE: '5',
      MESSAGES_MAX_WAITING: '2',
      MESSAGES_BATCH_SIZE: '1',
      MESSAGES_COMMITS_IN_FLIGHT: '1',
    },
  });
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
});
afterAll(() => platform.stop());

describe('limits of sends', () => {
  it('refuses as busy what the database can not keep up with; later it is taken', async () => {
    const sends = Array.from({ length: 4 }, (_, at) => ({ text: `${at}`, clientId: randomUUID() }));
    const commit = await hold(platform, `select 1 from chats where id = '${chatId}' for update`);
    const first = trySend(alice, chatId, sends[0]);
    await blocked(platform);
    // Two may wait behind it; whichever comes third is answered at once.
    const others = sends.slice(1).map((body) => trySend(alice, chatId, body));
    const refused = await Promise.race(others);
    expect([refused.status, codeOf(refused)]).toEqual([503, 'messages.busy']);
    expect(refused.body).toMatchObject({ error: { isRetryable: true } });
    expect(refused.headers.get('retry-after')).toBe('1');
    await commit();
    const statuses = (await Promise.all([first, ...others])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 201, 201, 503]);
    const again = sends[statuses.indexOf(503)];
    expect((await trySend(alice, chatId, again)).status).toBe(201);
    expect((await history(bob, chatId)).map(({ clientId }) => clientId).toSorted()).toEqual(
      sends.map(({ clientId }) => clientId).toSorted(),
    );
  });

  it('lets a user post so many in a minute, and others theirs', async () => {
    // Alice has used her five.
    const refused = await trySend(alice, chatId, { text: 'One too many' });
    expect([refused.status, codeOf(refused)]).toEqual([429, 'kit.rate_limited']);
    expect(refused.body).toMatchObject({ error: { isRetryable: true } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await trySend(bob, chatId, { text: 'Mine' })).status).toBe(201);
    expect((await history(bob, chatId)).map(({ text }) => text)).not.toContain('One too many');
  });
});
