import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { RawSocket } from './raw-socket.ts';
import { until } from './until.ts';

// A client of an earlier chat: it asks for the address of a chat's socket, then speaks in actions.

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
});
afterAll(() => deployment?.[Symbol.asyncDispose]());

async function call<Body>(method: string, path: string, token: string | null, body?: object): Promise<Body> {
  const response = await fetch(deployment.url + path, {
    method,
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

async function signUp(name: string) {
  const username = `${name}-${crypto.randomUUID().slice(0, 8)}`;
  const { id } = await call<{ id: string }>('POST', '/api/register/', null, {
    username,
    password: 'secret-enough',
  });
  const { access } = await call<{ access: string }>('POST', '/api/token/', null, {
    username,
    password: 'secret-enough',
  });
  return { id, username, access };
}

async function connect(chatId: string, access: string): Promise<RawSocket> {
  const { url } = await call<{ url: string }>('GET', `/api/chats/${chatId}/socket`, access);
  expect(url).toMatch(/^ws:\/\/.+\/ws\/chat\/.+/);
  return new RawSocket(`${url}?token=${access}`).opened();
}

test('with a friend: both hear what is sent, and it can be retrieved, ten by default', async () => {
  const [alice, bob] = [await signUp('alice'), await signUp('bob')];
  const chat = await call<{ id: string }>('POST', '/api/chats/direct', alice.access, { userId: bob.id });
  using hers = await connect(chat.id, alice.access);
  using his = await connect(chat.id, bob.access);
  for (let number = 1; number <= 12; number++) {
    hers.send({ action: 'send_message', message: `message ${number}` });
    await until(() => his.frames.length === number, `message ${number}`);
  }
  // Her socket may be at another gateway, which hears the last one a moment later.
  await until(() => hers.frames.length === his.frames.length, 'all messages at hers');
  expect(hers.frames).toEqual(his.frames);
  expect(his.frames[0]).toMatchObject({ user: alice.username, message: 'message 1' });

  using later = await connect(chat.id, bob.access);
  later.send({ action: 'retrieve_message' });
  await until(() => later.frames.length === 10, 'ten messages');
  expect(later.frames.map(({ message }) => message)).toEqual(
    Array.from({ length: 10 }, (_, at) => `message ${at + 3}`),
  );
  later.send({ action: 'retrieve_message', number: 2 });
  await until(() => later.frames.length === 12, 'two messages');
  expect(later.frames.slice(-2).map(({ message }) => message)).toEqual(['message 11', 'message 12']);
});

test('with a group: its members only', async () => {
  const [alice, bob, mallory] = [await signUp('alice'), await signUp('bob'), await signUp('mallory')];
  const group = await call<{ chatId: string }>('POST', '/api/groups', alice.access, {
    title: 'Football',
    memberIds: [bob.id],
  });
  using hers = await connect(group.chatId, alice.access);
  using his = await connect(group.chatId, bob.access);
  his.send({ action: 'send_message', message: 'Saturday?' });
  await until(() => hers.frames.length === 1, 'the message');
  expect(hers.frames[0]).toMatchObject({ user: bob.username, message: 'Saturday?' });

  await expect(connect(group.chatId, mallory.access)).rejects.toThrow(/404.*messages\.chat_not_found/);
  using intruder = new RawSocket(`${deployment.url}/ws/chat/${group.chatId}/?token=${mallory.access}`);
  expect(await intruder.end()).toBe(4502);
});
