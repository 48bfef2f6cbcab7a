import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createLogger } from '../logger.ts';
import { createHttpApp } from './app.ts';

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
