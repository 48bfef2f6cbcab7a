import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FolderFiles } from './files.ts';

let folder: string;
let files: FolderFiles;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridges-files-'));
  files = new FolderFiles(join(folder, 'files'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('gives back what was put, whole and in parts', async () => {
  const bytes = randomBytes(200_000);
  const { key, sizeBytes } = await files.put(
    Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]),
  );
  expect(sizeBytes).toBe(bytes.length);
  expect(await files.size(key)).toBe(bytes.length);
  expect((await buffer(await files.read(key))).equals(bytes)).toBe(true);
  expect((await buffer(await files.read(key, { from: 10, to: 19 }))).equals(bytes.subarray(10, 20))).toBe(
    true,
  );
  expect((await buffer(await files.read(key, { from: 199_990 }))).equals(bytes.subarray(199_990))).toBe(true);
});

test('keeps an empty file, and equal ones apart', async () => {
  const [one, other] = await Promise.all([files.put(Readable.from([])), files.put(Readable.from([]))]);
  expect(one.key).not.toBe(other.key);
  expect(await files.size(one.key)).toBe(0);
});

test('keeps nothing of a stream that breaks', async () => {
  async function* breaking() {
    yield randomBytes(1000);
    throw new Error('the sender is gone');
  }
  await expect(files.put(Readable.from(breaking()))).rejects.toThrow('the sender is gone');
  expect(await readdir(join(folder, 'files', 'incoming'))).toEqual([]);
});

test('forgets, and answers alike for what never was', async () => {
  const { key } = await files.put(Readable.from([Buffer.from('x')]));
  await files.remove(key);
  await files.remove(key);
  for (const gone of [key, '0'.repeat(32), '../../etc/passwd', '', `${key}/`])
    await expect(files.read(gone)).rejects.toMatchObject({ code: 'kit.not_found' });
});
