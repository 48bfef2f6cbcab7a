import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { createRest } from '@bridges/sdk';
import type { Rest } from '@bridges/sdk';
import { cancelUpload, uploadFile } from '@bridges/sdk/uploads';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

let platform: TestPlatform;
let alice: TestUser;
let rest: Rest;
const large = new Blob([new Uint8Array(9_000_000).fill(7)]);

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages', 'groups', 'files'],
  });
  alice = await platform.user('alice');
  rest = createRest({ baseUrl: alice.url, session: { tokens: alice } });
});
afterAll(() => platform.stop());

const upload = (blob: Blob, more: Partial<Parameters<typeof uploadFile>[1]> = {}) =>
  uploadFile(blob, { rest, baseUrl: alice.url, hints: { name: 'Море.bin' }, ...more });

it('uploads in pieces and tells what messages will show', async () => {
  expect(await upload(large)).toMatchObject({ name: 'Море.bin', size: 9_000_000, kind: 'file' });
});

it('goes on where an earlier try was stopped, and answers at once for one that was whole', async () => {
  const stop = new AbortController();
  let uploadId = '';
  const first = upload(large, {
    signal: stop.signal,
    onBegun: (id) => {
      uploadId = id;
      stop.abort();
    },
  });
  await expect(first).rejects.toThrow(/abort/i);
  const file = await upload(large, { uploadId, onBegun: () => expect.unreachable('begun anew') });
  expect(file).toMatchObject({ fileId: uploadId, size: 9_000_000 });
  expect(await upload(large, { uploadId })).toEqual(file);
});

it('begins again when the server knows nothing of it, and can be given up', async () => {
  const uploadId = crypto.randomUUID();
  const file = await upload(new Blob(['abc']), { uploadId });
  expect(file.fileId).not.toBe(uploadId);
  await cancelUpload(rest, file.fileId, alice.url);
  await expect(rest.request('GET', `/api/files/${file.fileId}/info`)).rejects.toMatchObject({ status: 404 });
});

it('tells a refusal by its code', async () => {
  const huge = { size: 2 ** 40, slice: () => new Blob() } as unknown as Blob;
  await expect(upload(huge)).rejects.toMatchObject({ code: 'files.file_too_large', isRetryable: false });
});
