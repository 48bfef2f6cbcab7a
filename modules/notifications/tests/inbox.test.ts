import { randomUUID } from 'node:crypto';
import type { Notification, NotificationPage } from '@bridges/contracts';
import { NotificationsService } from '@bridges/contracts/proto';
import { ask, codeOf, startTestPlatform, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages', 'notifications'],
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  [alice, bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
  await platform.settled();
});

const inbox = (user: TestUser, query = '') => user.get<NotificationPage>(`/api/notifications${query}`);

/** Signs a user in so many more times, one after another. */
async function signInAgain(user: TestUser, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await TestUser.signIn(platform.url, user.username, user.me);
    await platform.settled();
  }
}

describe('a new sign-in', () => {
  it('is told, but not the first one, and to nobody else', async () => {
    expect(await inbox(alice)).toEqual({ notifications: [], unreadCount: 0, nextCursor: null });
    await signInAgain(alice, 1);
    const page = await inbox(alice);
    expect(page).toMatchObject({ unreadCount: 1, nextCursor: null });
    expect(page.notifications).toEqual([
      {
        id: expect.any(String) as string,
        kind: 'new_sign_in',
        createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) as string,
        readAt: null,
        actorIds: [],
        count: 1,
        details: { device: expect.any(String) as string, address: '127.0.0.1' },
      },
    ]);
    expect(await inbox(bob)).toMatchObject({ notifications: [], unreadCount: 0 });
  });

  it('survives a restart of the server', async () => {
    await TestUser.signIn(platform.url, alice.username, alice.me);
    await platform.restart();
    await platform.settled();
    const again = await TestUser.signIn(platform.url, alice.username, alice.me);
    await platform.settled();
    expect(await inbox(again)).toMatchObject({ unreadCount: 2 });
  });
});

describe('GET /api/notifications', () => {
  it('pages through all of them, newest first, each once', async () => {
    await signInAgain(alice, 5);
    const seen: Notification[] = [];
    let cursor: string | null = null;
    const sizes: number[] = [];
    do {
      const page: NotificationPage = await inbox(alice, `?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.unreadCount).toBe(5);
      sizes.push(page.notifications.length);
      seen.push(...page.notifications);
      cursor = page.nextCursor;
    } while (cursor);
    expect(sizes).toEqual([2, 2, 1]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
    expect(seen.map(({ createdAt }) => createdAt)).toEqual(
      seen
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .toReversed(),
    );
    expect((await inbox(alice, '?limit=5')).nextCursor).toBeNull();
  });

  it('keeps its place while new ones come in', async () => {
    await signInAgain(alice, 3);
    const first = await inbox(alice, '?limit=2');
    await signInAgain(alice, 1);
    const second = await inbox(alice, `?limit=2&cursor=${first.nextCursor}`);
    const all = await inbox(alice);
    expect(second.notifications).toEqual(all.notifications.slice(3));
  });

  const foreignCursor = Buffer.from(JSON.stringify(['users', 'name', 'x'])).toString('base64url');
  const badPosition = Buffer.from(JSON.stringify(['notifications', 'yesterday', 'x'])).toString('base64url');
  it.each([
    'limit=0',
    'limit=-1',
    'limit=1000000000',
    'limit=101',
    'limit=x',
    'limit=1&limit=2',
    'cursor=',
    'cursor=%00',
    'cursor=AAAA',
    `cursor=${foreignCursor}`,
    `cursor=${badPosition}`,
    `cursor=${'A'.repeat(1501)}`,
    'user=someone',
  ])('refuses ?%s', async (query) => {
    expect((await alice.ask('GET', `/api/notifications?${query}`)).status).toBe(400);
  });
});

describe('reading', () => {
  it('marks one, once, and only my own', async () => {
    await signInAgain(alice, 2);
    const [newest, older] = (await inbox(alice)).notifications;
    const path = `/api/notifications/${newest?.id}/read`;
    for (const id of [newest?.id, randomUUID()]) {
      const answer = await bob.ask('POST', `/api/notifications/${id}/read`);
      expect([answer.status, codeOf(answer)]).toEqual([404, 'notifications.not_found']);
    }
    expect((await alice.ask('POST', path)).status).toBe(204);
    const once = await inbox(alice);
    expect(once.unreadCount).toBe(1);
    expect(once.notifications[0]?.readAt).toEqual(expect.any(String));
    expect(once.notifications[1]).toEqual(older);
    expect((await alice.ask('POST', path)).status).toBe(204);
    expect(await inbox(alice)).toEqual(once);
  });

  it('marks all of mine and nothing of others', async () => {
    await signInAgain(alice, 2);
    await signInAgain(bob, 1);
    expect((await alice.ask('POST', '/api/notifications/read-all')).status).toBe(204);
    expect((await alice.ask('POST', '/api/notifications/read-all')).status).toBe(204);
    const page = await inbox(alice);
    expect(page.unreadCount).toBe(0);
    expect(page.notifications.every(({ readAt }) => readAt !== null)).toBe(true);
    expect((await inbox(bob)).unreadCount).toBe(1);
  });

  it('is told to other modules as a number', async () => {
    await signInAgain(alice, 2);
    const client = platform.rpc.client(NotificationsService);
    expect((await client.countUnread({ userId: alice.id })).count).toBe(2);
    expect((await client.countUnread({ userId: randomUUID() })).count).toBe(0);
  });

  it('refuses ids that are none', async () => {
    for (const id of ['x', '0', '%00', `${randomUUID()}x`]) {
      expect((await alice.ask('POST', `/api/notifications/${id}/read`)).status).toBe(400);
    }
  });
});

it.each([
  ['GET', '/api/notifications'],
  ['POST', `/api/notifications/${randomUUID()}/read`],
  ['POST', '/api/notifications/read-all'],
])('%s %s is for signed-in users', async (method, path) => {
  const answer = await ask(platform.url, method, path);
  expect([answer.status, codeOf(answer)]).toEqual([401, 'kit.unauthenticated']);
});

it('without a token there is no Telegram, and nothing is broken', async () => {
  expect(await alice.get('/api/telegram')).toEqual({ isConfigured: false, botUsername: null, link: null });
  const answer = await alice.ask('POST', '/api/telegram/link');
  expect([answer.status, codeOf(answer)]).toEqual([409, 'notifications.telegram_not_configured']);
  expect((await alice.ask('DELETE', '/api/telegram')).status).toBe(204);
});
