import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ContextDetails } from '@bridges/contracts';
import { ask, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';

const key = `bsk_${'p'.repeat(40)}`;
/** One red point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
let asked = 0;
/** The shop's own pictures. */
const shop = createServer((request, response) => {
  asked += 1;
  const isThere = request.url?.endsWith('.png') === true;
  response.writeHead(isThere ? 200 : 404, { 'content-type': isThere ? 'image/png' : 'text/plain' });
  response.end(isThere ? png : '');
});
const addressOf = (name: string) => `http://127.0.0.1:${(shop.address() as AddressInfo).port}/${name}`;

let platform: TestPlatform;
let alice: TestUser;
let mallory: TestUser;
let path: string;

beforeAll(async () => {
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done));
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: {
      SERVICE_KEYS: `shop:${key}`,
      LINK_PREVIEW_TEST_PORTS: String((shop.address() as AddressInfo).port),
    },
  });
  [alice, mallory] = await Promise.all([platform.user('alice'), platform.user('mallory')]);
});
afterAll(async () => {
  await platform.stop();
  shop.closeAllConnections();
  await new Promise((done) => shop.close(done));
});
beforeEach(() => {
  path = `/api/contexts/order/${randomUUID().slice(0, 8)}`;
});

/** What is told, and what is there when the picture was looked for. */
async function put(pictureUrl: string | undefined): Promise<ContextDetails['card']> {
  const card = { title: 'Order', ...(pictureUrl === undefined ? {} : { pictureUrl }) };
  const body = { card, members: [{ userId: alice.id }] };
  const answer = await ask<ContextDetails>(platform.url, 'PUT', path, body, key);
  if (answer.status > 201) throw new Error(JSON.stringify(answer.body));
  await platform.settled();
  return (await ask<ContextDetails>(platform.url, 'GET', path, undefined, key)).body.card;
}
const see = async (user: TestUser, fileId = '') =>
  (await user.ask('GET', `/api/files/${fileId}/thumbnail?size=1280`)).status;

it('a picture elsewhere is copied, and shown to those who may see the chat', async () => {
  const { pictureFileId } = await put(addressOf('a.png'));
  expect(pictureFileId).toEqual(expect.any(String));
  expect([await see(alice, pictureFileId), await see(mallory, pictureFileId)]).toEqual([200, 404]);
});

it('the copy stays while the address does, and goes with it', async () => {
  const first = await put(addressOf('b.png'));
  const before = asked;
  expect(await put(addressOf('b.png'))).toEqual(first);
  expect(asked).toBe(before);
  const second = await put(addressOf('c.png'));
  expect(second.pictureFileId).not.toBe(first.pictureFileId);
  expect(await see(alice, second.pictureFileId)).toBe(200);
  expect(await see(alice, first.pictureFileId)).toBe(404);
  expect(await put(undefined)).toEqual({ title: 'Order' });
  expect(await see(alice, second.pictureFileId)).toBe(404);
});

it.each(['nothing-there', 'http://10.0.0.1/x.png', 'http://localhost:1/x.png'])(
  'where there is none, or nobody is asked (%s), the card goes without',
  async (name) => {
    const url = name.startsWith('http') ? name : addressOf(name);
    expect(await put(url)).toEqual({ title: 'Order', pictureUrl: url });
  },
);
