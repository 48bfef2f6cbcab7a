import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNginx } from './nginx.ts';
import type { NginxEngine } from './nginx.ts';

/** Two copies behind nginx: the first that is asked breaks off in the middle of it, the other one answers. */
const asked: IncomingMessage[] = [];
const copies = [0, 1].map(() =>
  createServer((request, answer) => {
    asked.push(request);
    request.resume().once('end', () => {
      if (asked.length === 1) request.socket.destroy();
      else answer.end('{}');
    });
  }),
);
let nginx: NginxEngine;

beforeAll(async () => {
  for (const copy of copies) {
    copy.listen(0, '127.0.0.1');
    await once(copy, 'listening');
  }
  const addresses = copies.map((copy) => `127.0.0.1:${(copy.address() as AddressInfo).port}`);
  const names = ['accounts', 'groups', 'messages', 'files', 'notifications', 'gateway', 'web'];
  nginx = await startNginx(Object.fromEntries(names.map((name) => [name, addresses])));
});
afterAll(async () => {
  await nginx.engine[Symbol.asyncDispose]();
  for (const copy of copies) {
    copy.closeAllConnections();
    copy.close();
  }
});

describe('a copy breaks off while it is asked', () => {
  const ask = (method: string, path: string) => {
    asked.length = 0;
    return fetch(nginx.url + path, { method, ...(method === 'POST' ? { body: '{}' } : {}) });
  };
  test.each([
    ['a send', 'POST', '/api/chats/an-id/messages'],
    ['a send, with a slash', 'POST', '/api/chats/an-id/messages/'],
    ['a question', 'GET', '/api/chats'],
  ])('%s is asked of the other one, by the same name', async (_what, method, path) => {
    expect((await ask(method, path)).status).toBe(200);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    for (const name of ['x-request-id', 'idempotency-key'])
      expect(asked[1]?.headers[name]).toBe(asked[0]?.headers[name]);
    expect(asked[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(asked[1]?.url).toBe(asked[0]?.url);
  });

  test('what the caller calls his request is passed on', async () => {
    asked.length = 0;
    const headers = { 'idempotency-key': 'order 17, paid' };
    await fetch(`${nginx.url}/api/chats/an-id/messages`, { method: 'POST', body: '{}', headers });
    expect(asked.map((request) => request.headers['idempotency-key'])).toEqual(
      Array(2).fill('order 17, paid'),
    );
  });

  test.each(['/api/groups', '/api/forwards', '/api/chats/an-id/messages/1/reactions', '/api/scheduled'])(
    'a change is not: nobody knows whether it was carried out (%s)',
    async (path) => {
      const answer = await ask('POST', path);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(asked).toHaveLength(1);
    },
  );
});
