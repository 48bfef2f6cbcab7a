import { randomBytes } from 'node:crypto';
import { S3Server, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { query, runJob } from './behind-the-doors.ts';
import { photo } from './pictures-made.ts';
import { begun, bring, download, tus, upload } from './tus-client.ts';

let storage: S3Server;
let platform: TestPlatform;
let alice: TestUser;
beforeAll(async () => {
  storage = await S3Server.start();
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl'), env: storage.env });
  alice = await platform.user('alice');
});
afterAll(async () => {
  await platform?.stop();
  await storage.stop();
});

it('keeps files in S3, uploaded in parts, looked at, read in ranges and collected', async () => {
  const bytes = randomBytes(12_000_000);
  const path = await begun(alice, bytes.length);
  await bring(alice, path, 0, bytes.subarray(0, 9_000_000));
  await bring(alice, path, 9_000_000, bytes.subarray(9_000_000));
  const file = `/api/files/${path.split('/').at(-1)}`;
  expect((await download(alice, file)).bytes.equals(bytes)).toBe(true);
  const part = await download(alice, file, { range: 'bytes=8999990-9000009' });
  expect([part.status, part.bytes.equals(bytes.subarray(8_999_990, 9_000_010))]).toEqual([206, true]);
  const picture = await upload(alice, await photo('jpeg'));
  expect((await download(alice, `/api/files/${picture.fileId}/thumbnail`)).status).toBe(200);
  // One of the large file, three of the picture; nothing of what they were made of.
  expect([...storage.objects.keys()].filter((key) => key.startsWith('/bridges/files/'))).toHaveLength(4);
  await query(platform, `update files set unused_since = unused_since - interval '2 days'`);
  await runJob(platform, 'collect-unused');
  expect(storage.objects.size).toBe(0);
  expect(storage.uploads.size).toBe(0);
});

it('sweeps what a crash left in storage, and nothing younger than a day', async () => {
  const picture = await upload(alice, await photo('png'));
  const path = await begun(alice, 100);
  await bring(alice, path, 0, randomBytes(50));
  const left = (name: string, at: number) =>
    storage.objects.set(`/bridges/files/${name.repeat(32)}`, { bytes: Buffer.from('x'), at: new Date(at) });
  left('a', Date.now() - 90_000_000);
  left('b', Date.now() - 60_000);
  const before = storage.objects.size;
  for (const stored of storage.objects.values())
    if (stored.bytes.length > 1) stored.at = new Date(Date.now() - 90_000_000);
  await runJob(platform, 'sweep-storage');
  expect(storage.objects.size).toBe(before - 1);
  expect(storage.objects.has(`/bridges/files/${'b'.repeat(32)}`)).toBe(true);
  expect((await download(alice, `/api/files/${picture.fileId}`)).status).toBe(200);
  expect((await tus(alice, 'HEAD', path)).headers.get('upload-offset')).toBe('50');
});
