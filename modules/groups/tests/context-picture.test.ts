import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ContextDetails } from '@bridges/contracts';
import { ask, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { query } from './group-tools.ts';

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
const claims = async () =>
  (await query(platform, 'files', 'select file_id from file_claims')).map((row) => String(row['file_id']));
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

it('a copy that no card shows, because the server died after making it, is given back', async () => {
  const crash = `create function crash() returns trigger language plpgsql as $$ begin raise exception 'planted crash'; end $$;
    create trigger crash before update on groups for each row when (new.card ? 'pictureFileId') execute function crash()`;
  await query(platform, 'groups', crash);
  const before = new Set(await claims());
  const url = addressOf('lost.png');
  const card = { title: 'Order', pictureUrl: url };
  await ask(platform.url, 'PUT', path, { card, members: [{ userId: alice.id }] }, key);
  const copies = async () => (await claims()).filter((id) => !before.has(id));
  await expect.poll(copies, { timeout: 20_000 }).toHaveLength(1);
  await query(platform, 'groups', 'drop trigger crash on groups; drop function crash()');
  // The next try makes another copy and shows it; ten minutes later the first is looked at.
  const now =
    'select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())';
  await query(platform, 'groups', now);
  await platform.settled();
  await query(platform, 'groups', now);
  await platform.settled();
  const told = (await ask<ContextDetails>(platform.url, 'GET', path, undefined, key)).body.card;
  expect(await copies()).toEqual([told.pictureFileId]);
});

it.each(['nothing-there', 'http://10.0.0.1/x.png', 'http://localhost:1/x.png'])(
  'where there is none, or nobody is asked (%s), the card goes without',
  async (name) => {
    const url = name.startsWith('http') ? name : addressOf(name);
    expect(await put(url)).toEqual({ title: 'Order', pictureUrl: url });
  },
);
