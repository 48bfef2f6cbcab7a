import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import {
  type Client,
  type ClientOptions,
  createClient,
  memoryOutboxStore,
  type SavedState,
} from '../src/index.ts';
import { MiniServer } from './mini-server.ts';
import { userOf } from './server-model.ts';

const bob = userOf(2);
const quick = {
  reconnectMinMs: 5,
  reconnectMaxMs: 20,
  gapGraceMs: 5,
  readDebounceMs: 5,
  saveDebounceMs: 5,
  sendRetryMs: 10,
};

async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`Never came: ${what}.`);
    await pause(2);
  }
}

async function setUp(options: Partial<ClientOptions> = {}) {
  const server = await MiniServer.start();
  const chatId = server.model.addChat(1, [server.me.id, bob.id]);
  const session = { tokens: { access: 'access-1', refresh: 'refresh-1' } };
  const client = createClient({ baseUrl: server.url, session, timing: quick, ...options });
  onTestFinished(async () => {
    await client.stop();
    await server[Symbol.asyncDispose]();
  });
  const says = (text: string, { isLost = false } = {}) => {
    const { message } = server.model.post(chatId, bob.id, undefined, text);
    if (!isLost) server.emit({ ev: 'message', chat: chatId, seq: message.seq, message });
  };
  return { server, client, chatId, says };
}

const online = (client: Client) => until(() => client.connection.status === 'online', 'online');
const texts = (client: Client, chatId: string) =>
  client.getState().chats[chatId]?.messages.map(({ text }) => text) ?? [];

test('connects with a ticket, resumes, hears live messages and tells listeners of each once', async () => {
  const { server, client, chatId, says } = await setUp();
  says('before', { isLost: true });
  const heard: string[] = [];
  client.onMessage(({ text }) => heard.push(text));
  await client.start();
  await online(client);
  expect(texts(client, chatId)).toEqual(['before']);
  expect(client.getState().me?.id).toBe(server.me.id);
  says('one');
  says('two');
  await until(() => texts(client, chatId).length === 3, 'both messages');
  expect(heard).toEqual(['one', 'two']);
  expect(client.getState().chats[chatId]?.chat.unreadCount).toBe(3);
});

test('fetches a gap, and what only a head event tells of', async () => {
  const { server, client, chatId, says } = await setUp();
  await client.start();
  await online(client);
  says('one', { isLost: true });
  says('two');
  await until(() => texts(client, chatId).length === 2, 'the lost message');
  says('three', { isLost: true });
  server.emit({ ev: 'head', chat: chatId, seq: 3 });
  await until(() => texts(client, chatId).length === 3, 'the last message');
  expect(server.requests).toContain(`GET /api/chats/${chatId}/messages?after=2&limit=100`);
});

test('events that arrive while the resume is under way are applied after it', async () => {
  const { server, client, chatId, says } = await setUp();
  says('one', { isLost: true });
  let answer = (): void => undefined;
  server.onCommand = (command) => {
    if (command.do !== 'resume') return false;
    const ok = server.perform(command);
    answer = () => command.receivedBy.send(JSON.stringify({ re: command.id, ok }));
    says('two');
    return true;
  };
  await client.start();
  await until(() => server.did('resume').length === 1, 'the resume');
  answer();
  await online(client);
  expect(texts(client, chatId)).toEqual(['one', 'two']);
});

test('comes back after a restart of the server, with exactly what was missed', async () => {
  const { server, client, chatId, says } = await setUp();
  await client.start();
  await online(client);
  says('one');
  await until(() => texts(client, chatId).length === 1, 'the first');
  server.onConnect = () => {
    says('two', { isLost: true });
    server.onConnect = () => false;
    return false;
  };
  server.closeAll(4000);
  await until(() => texts(client, chatId).length === 2, 'the missed one');
  await online(client);
  expect(server.did('resume').map(({ chats }) => chats)).toEqual([{}, { [chatId]: 1 }]);
  expect(texts(client, chatId)).toEqual(['one', 'two']);
});

test('sends in order, once each, when replies are lost and the connection breaks', async () => {
  const { server, client, chatId } = await setUp();
  let losses = 0;
  server.onCommand = (command) => {
    if (command.do !== 'send' || ++losses > 4) return false;
    // Stored or not, the sender does not hear of it.
    if (losses % 2 === 0) server.model.post(command.chat, server.me.id, command.clientId, command.text);
    command.receivedBy.terminate();
    return true;
  };
  await client.start();
  await online(client);
  const sent = Array.from({ length: 8 }, (_, at) => `message ${at}`);
  for (const text of sent) client.send(chatId, text);
  expect(client.outbox[chatId]?.map(({ status }) => status)).toEqual(sent.map(() => 'pending'));
  await until(() => Object.keys(client.outbox).length === 0, 'an empty outbox');
  expect(server.model.page(chatId, {}).messages.map(({ text }) => text)).toEqual(sent);
  expect(texts(client, chatId)).toEqual(sent);
});

test('a refused message steps aside and can be retried or discarded', async () => {
  const { server, client, chatId } = await setUp();
  let isRefusing = true;
  server.onCommand = (command) => {
    if (command.do !== 'send' || command.text === 'good' || !isRefusing) return false;
    const error = { code: 'messages.not_allowed', message: 'No.', isRetryable: false };
    command.receivedBy.send(JSON.stringify({ re: command.id, error }));
    return true;
  };
  await client.start();
  await online(client);
  const [first, second] = [client.send(chatId, 'bad'), client.send(chatId, 'worse')];
  client.send(chatId, 'good');
  await until(() => texts(client, chatId).includes('good'), 'the good one');
  expect(client.outbox[chatId]?.map(({ code, status }) => [status, code])).toEqual([
    ['failed', 'messages.not_allowed'],
    ['failed', 'messages.not_allowed'],
  ]);
  expect(client.discard(second)).toBe(true);
  isRefusing = false;
  client.retry(first);
  await until(() => client.outbox[chatId] === undefined, 'an empty outbox');
  expect(texts(client, chatId)).toEqual(['good', 'bad']);
});

test('a message that waits for its files is shown and kept, goes out once they are there, and lets text pass', async () => {
  const outboxStore = memoryOutboxStore();
  const { server, client, chatId } = await setUp({ outboxStore });
  await client.start();
  await online(client);
  const held = client.send(chatId, 'caption', {}, { isHeld: true });
  const refused = client.send(chatId, 'too large', {}, { isHeld: true });
  client.send(chatId, 'text');
  await until(() => texts(client, chatId).includes('text'), 'the text');
  expect(server.did('send')).toHaveLength(1);
  expect((await outboxStore.load()).map(({ text, isHeld }) => [text, isHeld])).toEqual([
    ['caption', true],
    ['too large', true],
  ]);

  client.failHeld(refused, 'files.file_too_large');
  expect(client.outbox[chatId]?.at(-1)).toMatchObject({ status: 'failed', code: 'files.file_too_large' });
  // Trying again waits for the files again.
  client.retry(refused);
  expect(client.outbox[chatId]?.at(-1)).toMatchObject({ status: 'pending', code: null, isHeld: true });
  expect(client.discard(refused)).toBe(true);

  client.release(held, [bob.id]);
  client.release(held, [bob.id]);
  await until(() => client.outbox[chatId] === undefined, 'an empty outbox');
  expect(server.did('send').map((command) => [command.text, command.attachments])).toEqual([
    ['text', undefined],
    ['caption', [bob.id]],
  ]);
});

test('what was written offline survives a reload and goes out once', async () => {
  const outboxStore = memoryOutboxStore();
  let saved: SavedState | null = null;
  const stateStore = {
    load: async () => saved,
    save: async (next: SavedState) => void (saved = structuredClone(next)),
    clear: async () => void (saved = null),
  };
  const { server, client, chatId, says } = await setUp({ outboxStore, stateStore });
  await client.start();
  await online(client);
  says('one');
  await until(() => texts(client, chatId).length === 1, 'the first');
  client.markRead(chatId, 1);
  await client.stop();
  client.send(chatId, 'offline');
  await until(() => client.outbox[chatId]?.length === 1, 'the entry');

  const again = createClient({
    baseUrl: server.url,
    session: { tokens: { access: 'access-1', refresh: 'refresh-1' } },
    timing: quick,
    outboxStore,
    stateStore,
  });
  onTestFinished(() => again.stop());
  server.onConnect = () => true;
  await again.start();
  // Painted from the cache, before the server said anything.
  expect(texts(again, chatId)).toEqual(['one']);
  expect(again.outbox[chatId]?.[0]?.text).toBe('offline');
  expect(again.getState().chats[chatId]?.chat.unreadCount).toBe(0);
  server.onConnect = () => false;
  server.closeAll(4000);
  await until(() => texts(again, chatId).length === 2, 'the message');
  await until(() => server.did('read').length === 1, 'the read marker of the visit before');
  expect(server.did('send')).toHaveLength(1);
});

test('what was forgotten stays so: neither a save under way nor a later change brings it back', async () => {
  let saved: SavedState | null = null;
  const saving = Promise.withResolvers<void>();
  const stateStore = {
    load: async () => saved,
    async save(next: SavedState) {
      await saving.promise;
      saved = next;
    },
    clear: async () => void (saved = null),
  };
  const { server, client, chatId, says } = await setUp({ stateStore });
  await client.start();
  await online(client);
  says('one');
  await until(() => texts(client, chatId).length === 1, 'the first');
  server.closeAll(4501);
  await until(() => client.connection.status === 'stopped', 'the stop');
  const forgetting = client.forgetState();
  saving.resolve();
  await forgetting;
  client.markRead(chatId, 1);
  await client.stop();
  expect(saved).toBeNull();
});

test.each([
  [4501, 'session_ended'],
  [4508, 'deactivated'],
  [4503, 'refused'],
] as const)('close code %i: stops, as %s', async (code, reason) => {
  const { server, client } = await setUp();
  await client.start();
  await online(client);
  server.closeAll(code);
  await until(() => client.connection.status === 'stopped', 'the stop');
  expect(client.connection).toEqual({ status: 'stopped', reason, closeCode: code });
});

test('close code 4500: renews the session once and comes back; a second refusal stops', async () => {
  const { server, client } = await setUp();
  await client.start();
  await online(client);
  server.access = 'access-2';
  server.closeAll(4500);
  await until(() => server.requests.includes('POST /api/token/refresh/'), 'the refresh');
  await online(client);
  server.onConnect = (socket) => {
    socket.close(4500);
    return true;
  };
  server.closeAll(4500);
  await until(() => client.connection.status === 'stopped', 'the stop');
  expect(client.connection.reason).toBe('unauthenticated');
});

test('a connection that says nothing any more is given up', async () => {
  const { server, client } = await setUp();
  server.heartbeatMs = 30;
  await client.start();
  await online(client);
  server.onCommand = (command) => command.do === 'ping';
  await until(() => server.did('resume').length >= 2, 'a new connection');
  expect(server.did('ping').length).toBeGreaterThan(0);
});

test('read markers: debounced, never back, repeated after a lost connection; watch is repeated too', async () => {
  const { server, client, chatId, says } = await setUp();
  for (const text of ['one', 'two', 'three']) says(text, { isLost: true });
  await client.start();
  await online(client);
  client.watch([bob.id]);
  await until(() => client.getState().presence[bob.id]?.isOnline === true, 'presence');
  server.onCommand = (command) => {
    if (command.do !== 'read') return false;
    server.onCommand = () => false;
    command.receivedBy.terminate();
    return true;
  };
  client.markRead(chatId, 2);
  client.markRead(chatId, 3);
  client.markRead(chatId, 1);
  expect(client.getState().chats[chatId]?.chat.unreadCount).toBe(0);
  await until(() => server.model.snapshot(chatId, server.me.id).readSeq === 3, 'the marker');
  expect(server.did('read').map(({ seq }) => seq)).toEqual([3, 3]);
  await until(() => server.did('watch').length === 2, 'the second watch');
});

test('where no socket passes, an open chat is read over REST, and so is what comes meanwhile', async () => {
  const { server, client, chatId, says } = await setUp({ timing: { ...quick, reconnectMaxMs: 20 } });
  let isPassing = false;
  server.onConnect = (socket) => {
    if (!isPassing) socket.terminate();
    return !isPassing;
  };
  says('one', { isLost: true });
  server.answers.set('/api/chats', async () => {
    const { epoch, chats } = server.model.resume(server.me.id, { epoch: null, chats: {} });
    return { epoch, chats: chats.map(({ chat }) => chat), users: [], marksRev: 0, nextCursor: null };
  });
  await client.start();
  await until(() => client.getState().chats[chatId] !== undefined, 'the chats');
  await client.openChat(chatId);
  client.markRead(chatId, 1);
  const readTo = () => server.model.snapshot(chatId, server.me.id).readSeq;
  await until(() => readTo() === 1, 'the marker');
  says('two', { isLost: true });
  await until(() => texts(client, chatId).length === 2, 'the second message');
  client.markRead(chatId, 2);
  await until(() => readTo() === 2, 'the next marker');
  expect(server.did('read')).toEqual([]);
  isPassing = true;
  await online(client);
  says('three');
  await until(() => texts(client, chatId).length === 3, 'a live message');
  client.markRead(chatId, 3);
  await until(() => server.did('read').some(({ seq }) => seq === 3), 'the last marker, by the socket');
});

test('opens at the first unread message, keeps older history in place, and comes back to the end', async () => {
  const { server, client, chatId, says } = await setUp();
  for (let at = 1; at <= 300; at++) says(`${at}`, { isLost: true });
  server.model.read(chatId, server.me.id, 100);
  await client.start();
  await online(client);
  await client.openChat(chatId);
  const window = () => client.getState().chats[chatId];
  expect(texts(client, chatId)).toContain('101');
  expect(window()?.isAtEnd).toBe(false);
  says('301');
  await until(() => window()?.chat.lastSeq === 301, 'the new head');
  expect(texts(client, chatId)).not.toContain('301');
  await client.loadOlder(chatId);
  expect(window()?.messages[0]?.seq).toBeLessThan(80);
  while (window()?.isAtEnd === false) await client.loadNewer(chatId);
  expect(texts(client, chatId).at(-1)).toBe('301');
  await client.openChat(chatId, { around: 10 });
  await client.openChat(chatId, { around: 'end' });
  expect(texts(client, chatId).at(-1)).toBe('301');
});

test('a chat opened at a message stays there, whether the first resume is answered before or after the page', async () => {
  for (const isResumeFirst of [true, false]) {
    const { server, client, chatId, says } = await setUp();
    for (let at = 1; at <= 300; at++) says(`${at}`, { isLost: true });
    const held = { resume: Promise.withResolvers<void>(), page: Promise.withResolvers<void>() };
    server.onCommand = (command) => {
      if (command.do !== 'resume') return false;
      const ok = server.perform(command);
      void held.resume.promise.then(() => command.receivedBy.send(JSON.stringify({ re: command.id, ok })));
      return true;
    };
    server.beforeAnswer = (path) => (path.endsWith('/messages') ? held.page.promise : Promise.resolve());
    await client.start({ me: server.me });
    await until(() => server.did('resume').length === 1, 'the first resume');
    const opened = client.openChat(chatId, { around: 100 });
    await until(() => server.requests.some((request) => request.includes('around=100')), 'the page');
    if (isResumeFirst) {
      held.resume.resolve();
      await online(client);
      held.page.resolve();
      await opened;
    } else {
      held.page.resolve();
      await opened;
      held.resume.resolve();
      await online(client);
    }
    expect(texts(client, chatId)).toContain('100');
    says('301');
    await until(() => client.getState().chats[chatId]?.chat.lastSeq === 301, 'the new head');
    expect(texts(client, chatId)).toContain('100');
    expect(client.getState().chats[chatId]).toMatchObject({ isAtEnd: false, hasBefore: true });
  }
});

test('a chat that is being opened when the history turns out to be another is opened in the new one', async () => {
  const { server, client, chatId, says } = await setUp();
  await client.start();
  await online(client);
  for (let at = 1; at <= 200; at++) says(`${at}`, { isLost: true });
  const page = Promise.withResolvers<void>();
  let pages = 0;
  server.beforeAnswer = (path) =>
    path.endsWith('/messages') && (pages += 1) === 1 ? page.promise : Promise.resolve();
  const opened = client.openChat(chatId, { around: 20 });
  await until(() => pages === 1, 'the page');
  server.model.epoch = 'epoch-2';
  server.closeAll(4000);
  await until(() => client.getState().epoch === 'epoch-2', 'the epoch');
  page.resolve();
  await opened;
  expect(texts(client, chatId)).toContain('20');
});

test('requests at the same time share one refresh', async () => {
  const { server, client } = await setUp();
  server.access = 'access-2';
  await Promise.all([client.rest.me.get(), client.rest.me.get(), client.rest.me.get()]);
  expect(server.requests.filter((request) => request.includes('refresh'))).toHaveLength(1);
  server.access = 'access-3';
  server.isRefreshAllowed = false;
  await expect(client.rest.me.get()).rejects.toMatchObject({ code: 'kit.unauthenticated', status: 401 });
});

test('another epoch: everything held is dropped and told anew', async () => {
  const { server, client, chatId, says } = await setUp();
  await client.start();
  await online(client);
  says('lost by the restored backup');
  await until(() => texts(client, chatId).length === 1, 'the message');
  const row = server.model.chats.get(chatId);
  row?.messages.splice(0);
  server.model.epoch = 'epoch-2';
  says('after the backup', { isLost: true });
  server.closeAll(4000);
  await until(() => client.getState().epoch === 'epoch-2', 'the epoch');
  expect(texts(client, chatId)).toEqual(['after the backup']);
});
