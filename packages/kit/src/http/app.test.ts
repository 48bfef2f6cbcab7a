import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { createLogger } from '../logger.ts';
import { createHttpApp } from './app.ts';
import { drainHttp } from './drain-http.ts';

test('before it is closed, connections end with their next answer and not before: a proxy has just used them', async () => {
  const app = await createHttpApp({
    log: createLogger({ level: 'silent' }),
    identity: {} as never,
    serviceKeys: {} as never,
    trustProxy: false,
  });
  app.get('/quick', { config: { access: 'public' } }, async () => ({ said: 'quick' }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const sockets = await Promise.all(
    [1, 2].map(async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    }),
  );
  const [used, idle] = sockets.map((socket) => {
    const seen = { text: '', isClosed: false };
    socket.on('data', (chunk: Buffer) => (seen.text += chunk.toString()));
    socket.once('close', () => (seen.isClosed = true));
    return { socket, seen };
  });
  const ask = (who: typeof used) => who?.socket.write('GET /quick HTTP/1.1\r\nHost: here\r\n\r\n');
  for (const who of [used, idle]) {
    ask(who);
    await vi.waitFor(() => expect(who?.seen.text).toContain('keep-alive'), { timeout: 10_000 });
  }

  const drained = drainHttp(app.server);
  await vi.waitFor(() => expect(app.server.listening).toBe(false), { timeout: 10_000, interval: 1 });
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect([used?.seen.isClosed, idle?.seen.isClosed]).toEqual([false, false]);
  ask(used);
  await vi.waitFor(() => expect(used?.seen.isClosed).toBe(true), { timeout: 10_000 });
  expect(used?.seen.text.match(/HTTP\/1.1 200|connection: [a-z-]+/gi)).toEqual([
    ...['HTTP/1.1 200', 'Connection: keep-alive'],
    ...['HTTP/1.1 200', 'Connection: close'],
  ]);
  await drained;
  await app.close();
  await vi.waitFor(() => expect(idle?.seen.isClosed).toBe(true), { timeout: 10_000 });
});

test('told to stop, it still answers what comes over an open connection, and ends it', async () => {
  const app = await createHttpApp({
    log: createLogger({ level: 'silent' }),
    identity: {} as never,
    serviceKeys: {} as never,
    trustProxy: false,
  });
  const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  app.get('/slow', { config: { access: 'public' } }, async () => {
    begun.resolve();
    await release.promise;
    return { said: 'slow' };
  });
  app.get('/quick', { config: { access: 'public' } }, async () => ({ said: 'quick' }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));

  const ask = (path: string) => socket.write(`GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`);
  ask('/slow');
  await begun.promise;
  const closed = app.close();
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  ask('/quick');
  release.resolve();
  await Promise.all([closed, once(socket, 'close')]);

  expect(received.match(/HTTP\/1.1 (\d+)/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
  expect(received).toContain('{"said":"slow"}');
  expect(received).toContain('{"said":"quick"}');
});
