import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createClient, type Invitation, type JoinRequest, type SocketEvent } from '../src/index.ts';
import { MiniServer } from './mini-server.ts';
import { userOf } from './server-model.ts';

const bob = userOf(2);
const group = { title: 'The team', description: '', pictureFileId: null, memberCount: 3 };
const at = '2026-11-21T09:30:00.000Z';
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`Never came: ${what}.`);
    await pause(2);
  }
}

async function setUp() {
  const server = await MiniServer.start();
  const me = server.me.id;
  const invitation = (number: number, userId = me): Invitation => ({
    id: id(number),
    chatId: id(number + 100),
    group,
    userId,
    inviterId: bob.id,
    role: 'member',
    createdAt: at,
    expiresAt: at,
  });
  const request = (number: number, userId = me): JoinRequest => ({
    chatId: id(number),
    userId,
    group,
    createdAt: at,
  });
  const told = { invitations: [] as Invitation[], requests: [] as JoinRequest[], waiting: {} };
  const page = () => ({ invitations: told.invitations, users: [bob], nextCursor: null });
  server.answers.set('/api/invitations', async () => page());
  server.answers.set('/api/join-requests', async () => ({
    requests: told.requests,
    waiting: told.waiting,
  }));
  const client = createClient({
    baseUrl: server.url,
    session: { tokens: { access: 'access-1', refresh: 'refresh-1' } },
    timing: { reconnectMinMs: 5, reconnectMaxMs: 20, sendRetryMs: 10 },
  });
  onTestFinished(async () => {
    await client.stop();
    await server[Symbol.asyncDispose]();
  });
  const doors = () => client.getState().doors;
  return { server, client, told, invitation, request, doors, page };
}

const gone = (invitation: Invitation): SocketEvent => ({
  ev: 'invitationGone',
  invitation: invitation.id,
  chat: invitation.chatId,
  user: invitation.userId,
  outcome: 'cancelled',
});

test('what waits for an answer is fetched at each connection, and followed between', async () => {
  const { server, client, told, invitation, request, doors } = await setUp();
  told.invitations = [invitation(1)];
  told.requests = [request(5)];
  told.waiting = { [id(6)]: 2 };
  await client.start();
  await until(() => Object.keys(doors().invitations).length === 1, 'the invitation');
  expect(doors()).toEqual({
    invitations: { [id(1)]: invitation(1) },
    requests: { [id(5)]: request(5) },
    waiting: { [id(6)]: 2 },
    isLoaded: true,
  });
  expect(client.getState().users[bob.id]).toEqual(bob);

  server.emit({ ev: 'invitation', invitation: invitation(2), users: [bob] });
  server.emit({ ev: 'invitation', invitation: invitation(3, bob.id), users: [bob] });
  server.emit({ ev: 'joinRequest', request: request(7, bob.id), users: [bob], waiting: 1 });
  const left = { ev: 'joinRequestGone', chat: id(6), user: bob.id, outcome: 'approved' } as const;
  server.emit({ ...left, waiting: 0 });
  server.emit({ ...left, chat: id(5), user: server.me.id, waiting: null });
  await until(() => Object.keys(doors().requests).length === 0, 'the last event');
  expect(Object.keys(doors().invitations)).toEqual([id(1), id(2)]);
  expect(doors().waiting).toEqual({ [id(7)]: 1 });

  told.invitations = [invitation(2)];
  told.requests = [];
  told.waiting = {};
  server.closeAll(4000);
  await until(() => Object.keys(doors().waiting).length === 0, 'the lists anew');
  expect(Object.keys(doors().invitations)).toEqual([id(2)]);
});

test('what happens while the lists are fetched is not lost', async () => {
  const { server, client, told, invitation, request, doors, page } = await setUp();
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    server.answers.set('/api/invitations', () => {
      const old = page();
      resolve();
      return new Promise((done) => (answer = () => done(old)));
    });
  });
  told.invitations = [invitation(1)];
  told.requests = [request(9)];
  await client.start();
  await asked;
  server.emit(gone(invitation(1)));
  server.emit({ ev: 'invitation', invitation: invitation(2), users: [bob] });
  await until(() => doors().invitations[id(2)] !== undefined, 'the event');
  answer();
  await until(() => doors().requests[id(9)] !== undefined, 'the lists');
  expect(Object.keys(doors().invitations)).toEqual([id(2)]);
});
