import { Stalls } from '@bridges/dev-env/stalls';
import { TestUser, testPassword } from '@bridges/dev-env/test-user';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { RawSocket } from './raw-socket.ts';

const administrator = process.env['BRIDGES_ADMIN'] ?? 'root@example.org';
const hasAdministrator = process.env['BRIDGES_ADMIN'] !== undefined || !process.env['BRIDGES_URL'];

const stalls = new Stalls();
let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy({ ADMIN_EMAIL: administrator, ADMIN_PASSWORD: testPassword });
});
afterAll(async () => {
  stalls[Symbol.dispose]();
  await deployment?.[Symbol.asyncDispose]();
});

/** Sockets of an ended session are closed within this time (G7). */
const graceMs = 2000;

async function expectEnded(
  session: TestUser,
  sockets: RawSocket[],
  endedAtMs: number,
  code = 4501,
): Promise<void> {
  for (const path of [
    '/api/me',
    '/api/chats',
    '/api/groups/01a1fbbe-6426-730d-ad3b-a7afe34ba494',
    '/api/notifications',
  ])
    expect([path, (await session.ask('GET', path)).status]).toEqual([path, 401]);
  expect(await session.ask('POST', '/api/socket-tickets')).toMatchObject({ status: 401 });
  const renewal = await session.ask('POST', '/api/token/refresh/', { refresh: session.refresh });
  expect(renewal).toMatchObject({ status: 401, body: { error: { code: 'accounts.refresh_invalid' } } });
  for (const socket of sockets) {
    expect(await socket.end()).toBe(code);
    expect(stalls.runningMs(endedAtMs, socket.closed?.atMs ?? Infinity)).toBeLessThan(graceMs);
  }
  using late = new RawSocket(`${session.url}/ws`, { headers: { authorization: `Bearer ${session.access}` } });
  expect([4500, 4501]).toContain(await late.end());
}

/** Alice on two devices, each with a socket of both kinds. */
async function onTwoDevices() {
  const first = await TestUser.register(deployment.url, 'alice');
  const second = await TestUser.signIn(deployment.url, first.username);
  const bob = await TestUser.register(deployment.url, 'bob');
  const chat = await first.openDirect(bob);
  const socketsOf = async (session: TestUser) => [
    await RawSocket.open(session),
    await new RawSocket(`${deployment.url}/ws/chat/${chat.id}/?token=${session.access}`).opened(),
  ];
  const [firstSockets, secondSockets] = [await socketsOf(first), await socketsOf(second)];
  const stillWorks = async () => {
    expect((await first.ask('GET', '/api/me')).status).toBe(200);
    expect(firstSockets.map(({ closed }) => closed)).toEqual([undefined, undefined]);
    expect(await firstSockets[0]?.ask({ do: 'ping' })).toMatchObject({ ok: {} });
  };
  return { first, second, firstSockets, secondSockets, stillWorks };
}

test('signing out ends that session everywhere, and no other', async () => {
  const { second, secondSockets, stillWorks } = await onTwoDevices();
  expect((await second.ask('DELETE', '/api/sessions/current')).status).toBe(204);
  await expectEnded(second, secondSockets, Date.now());
  await stillWorks();
});

test('a session ended from another device', async () => {
  const { first, second, secondSockets, stillWorks } = await onTwoDevices();
  const { sessions } = await second.get<{ sessions: { id: string; isCurrent: boolean }[] }>('/api/sessions');
  const id = sessions.find(({ isCurrent }) => isCurrent)?.id;
  expect((await first.ask('DELETE', `/api/sessions/${id}`)).status).toBe(204);
  await expectEnded(second, secondSockets, Date.now());
  await stillWorks();
});

test('a new password ends all other sessions', async () => {
  const { first, second, secondSockets, stillWorks } = await onTwoDevices();
  const change = { currentPassword: 'correct horse battery', newPassword: 'a new and better one' };
  expect((await first.ask('PUT', '/api/me/password', change)).status).toBe(204);
  await expectEnded(second, secondSockets, Date.now());
  await stillWorks();
  await expect(TestUser.signIn(deployment.url, first.username)).rejects.toThrow(/wrong_credentials/);
});

test('ending all others', async () => {
  const { first, second, secondSockets, stillWorks } = await onTwoDevices();
  expect(await first.ask('DELETE', '/api/sessions')).toMatchObject({ status: 200, body: { endedCount: 1 } });
  await expectEnded(second, secondSockets, Date.now());
  await stillWorks();
});

test.runIf(hasAdministrator)('a closed account is out everywhere, and back when it is opened', async () => {
  const root = await TestUser.signIn(deployment.url, administrator);
  const { first, second, firstSockets, secondSockets } = await onTwoDevices();
  const account = `/api/admin/users/${first.id}`;
  const closed = await root.ask('POST', `${account}/deactivate`, { reason: 'Left the company' });
  expect(closed.status).toBe(204);
  const closedAtMs = Date.now();
  await expectEnded(first, firstSockets, closedAtMs, 4508);
  await expectEnded(second, secondSockets, closedAtMs, 4508);
  await expect(TestUser.signIn(deployment.url, first.username)).rejects.toThrow(/accounts\.deactivated/);

  expect((await root.ask('POST', `${account}/reactivate`, {})).status).toBe(204);
  const back = await TestUser.signIn(deployment.url, first.username);
  using socket = await RawSocket.open(back);
  expect(await socket.ask({ do: 'ping' })).toMatchObject({ ok: {} });
  expect((await back.get<{ chats: unknown[] }>('/api/chats')).chats.length).toBeGreaterThan(0);
});
