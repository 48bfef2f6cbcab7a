import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { join } from './sdk-client.ts';
import type { Person } from './sdk-client.ts';
import { until } from './until.ts';

let deployment: Deployment;
let alice: Person;
let bob: Person;
let mallory: Person;
beforeAll(async () => {
  deployment = await deploy();
  [alice, bob, mallory] = (await Promise.all(
    (['alice', 'bob', 'mallory'] as const).map((name) => join(deployment.url, name)),
  )) as [Person, Person, Person];
});
afterAll(async () => {
  await Promise.all([alice, bob, mallory].map((person) => person?.client.stop()));
  await deployment?.[Symbol.asyncDispose]();
});

/** One pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const ask = (person: Person, method: string, path: string, headers: object = {}, body?: BodyInit) =>
  fetch(deployment.url + path, {
    method,
    headers: { authorization: `Bearer ${person.tokens.access}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
const tus = { 'tus-resumable': '1.0.0' };
const json = { 'content-type': 'application/json' };

/** Uploads as a browser would: in portions, asking where it stands before each. */
async function upload(person: Person, bytes: Buffer, name: string): Promise<string> {
  const begun = await ask(person, 'POST', '/api/files/uploads', {
    ...tus,
    'upload-length': String(bytes.length),
    'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
  });
  const path = begun.headers.get('location') ?? '';
  for (;;) {
    const at = Number((await ask(person, 'HEAD', path, tus)).headers.get('upload-offset'));
    if (at === bytes.length) return path.split('/').at(-1) ?? '';
    const headers = {
      ...tus,
      'upload-offset': String(at),
      'content-type': 'application/offset+octet-stream',
    };
    const portion = new Uint8Array(bytes.subarray(at, at + 100_000));
    expect((await ask(person, 'PATCH', path, headers, portion)).status).toBe(204);
  }
}

async function send(person: Person, chatId: string, attachments: string[]): Promise<void> {
  const body = JSON.stringify({ text: '', attachments });
  expect((await ask(person, 'POST', `/api/chats/${chatId}/messages`, json, body)).status).toBe(201);
}

const statusFor = async (person: Person, fileId: string) =>
  (await ask(person, 'GET', `/api/files/${fileId}`)).status;

test('she sends a file in portions; he hears of it and downloads it, whole and from the middle', async () => {
  const bytes = randomBytes(350_000);
  const fileId = await upload(alice, bytes, 'Отчёт.bin');
  expect(await statusFor(bob, fileId)).toBe(404);
  const chatId = await alice.client.openDirect(bob.id);
  await send(alice, chatId, [fileId]);
  const heard = () => bob.client.getState().chats[chatId]?.chat.lastMessage?.attachments?.[0];
  await until(() => heard() !== undefined, 'the message with the file');
  expect(heard()).toMatchObject({ fileId, name: 'Отчёт.bin', size: 350_000, kind: 'file' });
  await until(async () => (await statusFor(bob, fileId)) === 200, 'the file');
  const whole = await ask(bob, 'GET', `/api/files/${fileId}`);
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  const part = await ask(bob, 'GET', `/api/files/${fileId}`, { range: 'bytes=300000-' });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(300_000))).toBe(true);
  expect(await statusFor(mallory, fileId)).toBe(404);
});

test('a file in a group ends for who is removed, at once', async () => {
  const group = await ask(
    alice,
    'POST',
    '/api/groups',
    json,
    JSON.stringify({ title: 'Files', memberIds: [bob.id] }),
  );
  const { chatId } = (await group.json()) as { chatId: string };
  const fileId = await upload(alice, picture, 'pixel.png');
  await send(alice, chatId, [fileId]);
  await until(async () => (await statusFor(bob, fileId)) === 200, 'the picture');
  expect((await ask(alice, 'DELETE', `/api/groups/${chatId}/members/${bob.id}`)).ok).toBe(true);
  expect(await statusFor(bob, fileId)).toBe(404);
  expect(await statusFor(alice, fileId)).toBe(200);
});

test('her new avatar is told to who follows her, and shown to him', async () => {
  const fileId = await upload(alice, picture, 'me.png');
  bob.client.watch([alice.id]);
  await until(() => bob.client.getState().presence[alice.id] !== undefined, 'following');
  const set = await ask(alice, 'PUT', '/api/me/avatar', json, JSON.stringify({ fileId }));
  expect(set.status).toBe(200);
  await until(() => bob.client.getState().users[alice.id]?.avatarFileId === fileId, 'the new avatar');
  expect((await ask(bob, 'GET', `/api/files/${fileId}/thumbnail`)).headers.get('content-type')).toBe(
    'image/webp',
  );
});

test('a page in the clothes of a picture is a download that can do nothing', async () => {
  const fileId = await upload(alice, Buffer.from('<html><script>alert(1)</script>'), 'photo.png');
  const { headers } = await ask(alice, 'GET', `/api/files/${fileId}`);
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-disposition')).toMatch(/^attachment/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain('sandbox');
});
