import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { until } from './until.ts';

// Written from the description of an earlier messenger alone (Django, SimpleJWT, Channels): nothing of ours is used.

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
});
afterAll(() => deployment?.[Symbol.asyncDispose]());

async function post(path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(deployment.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function enter(room: string, access: unknown) {
  const address = `${deployment.url.replace('http', 'ws')}/ws/chat/${room}/?token=${String(access)}`;
  const socket = new WebSocket(address);
  const heard: unknown[] = [];
  let code: number | undefined;
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  socket.on('close', (closeCode) => (code = closeCode));
  socket.on('error', () => {});
  await until(() => socket.readyState === WebSocket.OPEN || code !== undefined, 'the socket');
  return { socket, heard, code: () => code };
}

const suffix = crypto.randomUUID().slice(0, 8);
const ghost = { username: `ghost-${suffix}`, password: 'long-enough-password' };
const visitor = {
  username: `visitor-${suffix}`,
  password: 'another-password',
  email: `v-${suffix}@example.org`,
};
const room = `order-${suffix}`;
const shape = { user: expect.any(String), message: expect.any(String), timestamp: expect.any(String) };

test('register, get tokens, talk in a room, refresh', async () => {
  for (const user of [ghost, visitor]) expect((await post('/api/register/', user)).status).toBe(201);
  const [mine, theirs] = await Promise.all(
    [ghost, visitor].map(({ username, password }) => post('/api/token/', { username, password })),
  );
  expect(mine?.status).toBe(200);
  expect(mine?.body).toEqual({ access: expect.any(String), refresh: expect.any(String) });

  const one = await enter(room, mine?.body['access']);
  const other = await enter(room, theirs?.body['access']);
  one.socket.send(JSON.stringify({ message: 'Привет, мир!' }));
  await until(() => one.heard.length === 1 && other.heard.length === 1, 'the message, to both');
  expect(one.heard[0]).toEqual({ ...shape, user: ghost.username, message: 'Привет, мир!' });
  expect(other.heard).toEqual(one.heard);
  const { timestamp } = one.heard[0] as { timestamp: string };
  expect(timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(Math.abs(Date.parse(`${timestamp.replace(' ', 'T')}Z`) - Date.now())).toBeLessThan(10_000);

  other.socket.send(JSON.stringify({ message: 'И тебе' }));
  await until(() => one.heard.length === 2, 'the answer');
  expect(one.heard[1]).toMatchObject({ user: visitor.username, message: 'И тебе' });

  const renewed = await post('/api/token/refresh/', { refresh: mine?.body['refresh'] });
  expect(renewed.status).toBe(200);
  const again = await enter(room, renewed.body['access']);
  again.socket.send(JSON.stringify({ message: 'with the new token' }));
  await until(() => other.heard.length === 3, 'the message of the renewed session');
  for (const { socket } of [one, other, again]) socket.terminate();
});

test('without a valid token the room stays closed', async () => {
  const refused = await enter(room, 'nonsense');
  await until(() => refused.code() !== undefined, 'a close');
  expect(refused.code()).toBe(4500);
  expect(refused.heard).toEqual([]);
});
