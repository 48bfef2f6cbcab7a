import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { until } from './until.ts';

// A shop with a service key, and customers with an earlier messenger's client (seed 2's): register, token, room socket.

const key = `bsk_${'s'.repeat(40)}`;
let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy({ SERVICE_KEYS: `shop:${process.env['BRIDGES_SERVICE_KEY'] ?? key}` });
});
afterAll(() => deployment?.[Symbol.asyncDispose]());

async function call(method: string, path: string, body?: object, secret?: string) {
  const response = await fetch(deployment.url + path, {
    method,
    headers: {
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...(secret ? { Authorization: `Bearer ${secret}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
}
const asShop = (method: string, path: string, body?: object) =>
  call(method, path, body, process.env['BRIDGES_SERVICE_KEY'] ?? key);

async function customer(name: string): Promise<{ username: string; access: unknown }> {
  const username = `${name}-${crypto.randomUUID().slice(0, 8)}`;
  const password = 'long-enough-password';
  expect((await call('POST', '/api/register/', { username, password })).status).toBe(201);
  return { username, access: (await call('POST', '/api/token/', { username, password })).body['access'] };
}

async function enter(room: string, access: unknown) {
  const address = `${deployment.url.replace('http', 'ws')}/ws/chat/${room}/?token=${String(access)}`;
  const socket = new WebSocket(address);
  const heard: { user?: string; message?: string; error?: { code: string } }[] = [];
  let code: number | undefined;
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as (typeof heard)[number]));
  socket.on('close', (closeCode) => (code = closeCode));
  socket.on('error', () => {});
  await until(() => socket.readyState === WebSocket.OPEN || code !== undefined, 'the socket');
  return { socket, heard, code: () => code };
}

test('the chat of an order lives and closes with it', async () => {
  const id = crypto.randomUUID().slice(0, 8);
  const [buyer, support, stranger] = await Promise.all(['buyer', 'support', 'stranger'].map(customer));
  if (!buyer || !support || !stranger) throw new Error('no cast');
  const path = `/api/contexts/order/${id}`;
  const card = { title: `Order ${id}`, status: 'Paid' };
  const members = [{ username: buyer.username }, { username: support.username, role: 'admin' }];
  expect((await asShop('PUT', path, { card, members })).status).toBe(201);

  const hers = await enter(`order-${id}`, buyer.access);
  const theirs = await enter(`order-${id}`, support.access);
  hers.socket.send(JSON.stringify({ message: 'Где мой заказ?' }));
  await until(() => hers.heard.length > 0 && theirs.heard.length > 0, 'the question, to both');
  expect(theirs.heard[0]).toMatchObject({ user: buyer.username, message: 'Где мой заказ?' });
  const outside = await enter(`order-${id}`, stranger.access);
  await until(() => outside.code() !== undefined, 'a close');
  expect(outside.code()).toBe(4502);

  // Support is taken out: her open socket ends, the buyer's goes on.
  expect((await asShop('PUT', path, { card, members: members.slice(0, 1) })).status).toBe(200);
  await until(() => theirs.code() !== undefined, 'the end of the removed socket', undefined, 2000);
  expect(theirs.code()).toBe(4506);

  expect((await asShop('DELETE', path)).status).toBe(204);
  const before = hers.heard.length;
  hers.socket.send(JSON.stringify({ message: 'Спасибо!' }));
  await until(() => hers.heard.slice(before).some((said) => said.error !== undefined), 'the refusal');
  expect(hers.code()).toBeUndefined();
  hers.socket.terminate();
});
