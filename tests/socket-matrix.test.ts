import { randomUUID } from 'node:crypto';
import { socketCommand } from '@bridges/contracts';
import { Follower } from '@bridges/dev-env/checks';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import { MatrixWorld } from './matrix-world.ts';
import { roles } from './route-matrix.ts';
import type { Role } from './route-matrix.ts';

type Json = Record<string, unknown>;
/** Service keys open no socket. */
const strangers: readonly Role[] = ['anonymous', 'service'];
const insiders: readonly Role[] = ['member', 'groupAdmin', 'owner'];

/** Every command of the socket: what it asks about a chat, and what outsiders are told. */
const commands: Record<string, { ask: (chat: string) => Json; outsider: (chat: string) => Json }> = {
  send: {
    ask: (chat) => ({ chat, clientId: randomUUID(), text: 'Hello' }),
    outsider: () => ({ error: { code: 'messages.chat_not_found' } }),
  },
  read: {
    ask: (chat) => ({ chat, seq: 1 }),
    outsider: () => ({ error: { code: 'messages.chat_not_found' } }),
  },
  typing: {
    ask: (chat) => ({ chat }),
    outsider: () => ({ error: { code: 'gateway.chat_not_found' } }),
  },
  resume: {
    ask: (chat) => ({ epoch: null, chats: { [chat]: 1 } }),
    outsider: () => ({
      ok: { chats: expect.not.arrayContaining([expect.objectContaining({ lastSeq: 1 })]) },
    }),
  },
  watch: { ask: () => ({ users: [] }), outsider: () => ({ ok: {} }) },
  ping: { ask: () => ({}), outsider: () => ({ ok: {} }) },
};

let world: MatrixWorld;
/** A socket of a member's: the chat is alive in the gateway while the others ask. */
let present: Follower;
beforeAll(async () => {
  world = await MatrixWorld.start(inject('postgresUrl'));
  present = await Follower.start(world.users.owner);
});
afterAll(async () => {
  present?.[Symbol.dispose]();
  await world?.[Symbol.asyncDispose]();
});

/** Everything the socket says until it has replied to the command or closed. */
async function askSocket(role: Role, path: string, command?: Json): Promise<{ reply?: Json; code?: number }> {
  const access = world.accessOf(role);
  const socket = new WebSocket(world.platform.url.replace('http', 'ws') + path, {
    headers: access === undefined ? {} : { authorization: `Bearer ${access}` },
  });
  try {
    return await new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', (code) => resolve({ code }));
      socket.on('open', () => {
        if (command) socket.send(JSON.stringify(command));
        // A ping is answered by sockets that stay open only.
        else socket.ping();
      });
      socket.on('pong', () => resolve({}));
      socket.on('message', (data) => {
        const frame = JSON.parse(String(data)) as Json;
        if (frame['re'] !== undefined) resolve({ reply: frame });
      });
    });
  } finally {
    socket.terminate();
  }
}

test('every command has its row', () => {
  const known = socketCommand.options.map(({ shape }) => shape.do.value as string);
  expect(Object.keys(commands).sort()).toEqual(known.sort());
});

describe.each(Object.keys(commands))('the command %s', (name) => {
  test.each(roles)('as %s', async (role) => {
    const row = commands[name];
    if (!row) throw new Error('no row');
    const ask = (chat: string) => askSocket(role, '/ws', { id: 1, do: name, ...row.ask(chat) });
    const answer = await ask(world.chatId);
    if (strangers.includes(role)) return expect(answer).toEqual({ code: 4500 });
    if (insiders.includes(role)) return expect(answer).toMatchObject({ reply: { re: 1, ok: {} } });
    expect(answer).toMatchObject({ reply: { re: 1, ...row.outsider(world.chatId) } });
    const id = randomUUID();
    const alike = JSON.stringify(await ask(id)).replaceAll(id, world.chatId);
    return expect(JSON.parse(alike)).toEqual(answer);
  });
});

describe('the room socket', () => {
  test.each(roles)('as %s', async (role) => {
    const answer = await askSocket(role, `/ws/chat/${world.chatId}/`);
    const code = strangers.includes(role) ? 4500 : insiders.includes(role) ? undefined : 4502;
    expect(answer.code).toBe(code);
    if (code !== undefined) expect(await askSocket(role, `/ws/chat/${randomUUID()}/`)).toEqual(answer);
  });
});
