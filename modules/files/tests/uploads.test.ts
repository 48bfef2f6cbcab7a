import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Attachment, FileUsage } from '@bridges/contracts';
import { ask, codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { query, runJob, storedCount } from './behind-the-doors.ts';
import { begin, begun, bring, bringAll, download, tus, upload } from './tus-client.ts';

let platform: TestPlatform;
let alice: TestUser;
let mallory: TestUser;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { FILE_MAX_BYTES: '3000000', FILE_QUOTA_BYTES: '5000000' },
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  [alice, mallory] = await Promise.all([platform.user('alice'), platform.user('mallory')]);
});

const stands = async (user: TestUser, path: string) => {
  const { status, headers } = await tus(user, 'HEAD', path);
  return [status, headers.get('upload-offset'), headers.get('upload-length')];
};

describe('an upload', () => {
  it('comes in parts, and is a file with the last of them', async () => {
    const bytes = randomBytes(300_000);
    const path = await begun(alice, bytes.length, { filename: 'noise.bin' });
    expect(await stands(alice, path)).toEqual([204, '0', '300000']);
    for (const [from, to] of [
      [0, 100_000],
      [100_000, 250_000],
      [250_000, 300_000],
    ] as const) {
      const answer = await bring(alice, path, from, bytes.subarray(from, to));
      expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(to)]);
      expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
    }
    expect(await stands(alice, path)).toEqual([204, '300000', '300000']);
    const id = path.split('/').at(-1);
    expect(await alice.get<Attachment>(`/api/files/${id}/info`)).toEqual({
      fileId: id,
      kind: 'file',
      name: 'noise.bin',
      size: 300_000,
      type: 'application/octet-stream',
      width: null,
      height: null,
      durationMs: null,
      waveform: null,
      blur: null,
      hasThumbnail: false,
    });
    expect((await download(alice, `/api/files/${id}`)).bytes.equals(bytes)).toBe(true);
  });

  it('may be empty, and of one byte', async () => {
    const path = await begun(alice, 0, { filename: 'nothing.txt' });
    const id = path.split('/').at(-1);
    expect(await alice.get(`/api/files/${id}/info`)).toMatchObject({ size: 0, name: 'nothing.txt' });
    expect((await download(alice, `/api/files/${id}`)).bytes.length).toBe(0);
    expect(await upload(alice, Buffer.from('x'))).toMatchObject({
      size: 1,
      type: 'text/plain',
      name: 'file',
    });
  });

  it('goes on where it was after a broken connection and a restart', async () => {
    const bytes = randomBytes(400_000);
    const path = await begun(alice, bytes.length);
    await breakOff(alice, path, bytes.subarray(0, 200_000));
    const offset = await vi.waitFor(
      async () => {
        const at = Number((await stands(alice, path))[1]);
        expect(at).toBeGreaterThan(0);
        return at;
      },
      { timeout: 40_000 },
    );
    expect(offset).toBeLessThanOrEqual(200_000);
    await platform.restart();
    const again = new (alice.constructor as typeof TestUser)(platform.url, alice.me, alice);
    expect((await bring(again, path, offset, bytes.subarray(offset))).status).toBe(204);
    const id = path.split('/').at(-1);
    expect((await download(again, `/api/files/${id}`)).bytes.equals(bytes)).toBe(true);
  });

  it('is told where it stands when it is somewhere else, and of two at once one wins', async () => {
    const path = await begun(alice, 10);
    expect(await bring(alice, path, 5, Buffer.from('x'))).toMatchObject({
      status: 409,
      code: 'files.offset_mismatch',
    });
    const answers = await Promise.all([
      bring(alice, path, 0, Buffer.from('aaaaa')),
      bring(alice, path, 0, Buffer.from('bbbbb')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await stands(alice, path))[1]).toBe('5');
  });

  it('is cancelled, with all that came', async () => {
    const before = await storedCount(platform);
    const path = await begun(alice, 10);
    await bring(alice, path, 0, Buffer.from('12345'));
    expect(await storedCount(platform)).toBe(before + 1);
    expect((await tus(alice, 'DELETE', path)).status).toBe(204);
    expect(await storedCount(platform)).toBe(before);
    for (const method of ['HEAD', 'DELETE']) expect((await tus(alice, method, path)).status).toBe(404);
    expect((await bring(alice, path, 5, Buffer.from('67890'))).code).toBe('files.upload_not_found');
  });

  it('is seen, continued and cancelled by nobody else', async () => {
    const path = await begun(alice, 10);
    const unknown = `/api/files/uploads/${randomUUID()}`;
    for (const other of [path, unknown]) {
      expect((await tus(mallory, 'HEAD', other)).status).toBe(404);
      expect(await bring(mallory, other, 0, Buffer.from('12345'))).toMatchObject({
        status: 404,
        code: 'files.upload_not_found',
      });
      expect(await tus(mallory, 'DELETE', other)).toMatchObject({
        status: 404,
        code: 'files.upload_not_found',
      });
    }
    expect((await ask(platform.url, 'POST', '/api/files/uploads')).status).toBe(401);
    expect((await stands(alice, path))[1]).toBe('0');
  });

  it('expires half-way, and its bytes with it', async () => {
    const before = await storedCount(platform);
    const path = await begun(alice, 10);
    await bring(alice, path, 0, Buffer.from('12345'));
    await query(platform, `update uploads set expires_at = now() - interval '1 second' where id = $1`, [
      path.split('/').at(-1),
    ]);
    expect((await tus(alice, 'HEAD', path)).status).toBe(404);
    await runJob(platform, 'collect-unused');
    expect(await storedCount(platform)).toBe(before);
    expect(await alice.get<FileUsage>('/api/files/usage')).toMatchObject({ usedBytes: 0 });
  });

  it('is finished by the job when its process died with the last byte', async () => {
    const path = await begun(alice, 5);
    const id = path.split('/').at(-1);
    await bring(alice, path, 0, Buffer.from('1234'));
    // As if the last byte had been stored and nothing after it.
    await query(platform, 'update uploads set received = length, processing_at = now() where id = $1', [id]);
    expect(codeOf(await alice.ask('GET', `/api/files/${id}/info`))).toBe('files.still_processing');
    await query(platform, `update uploads set processing_at = now() - interval '1 hour' where id = $1`, [id]);
    await runJob(platform, 'finish-uploads');
    expect(await alice.get(`/api/files/${id}/info`)).toMatchObject({ fileId: id });
  });
});

describe('limits', () => {
  it('refuse a file that is too large before a byte of it', async () => {
    expect(await begin(alice, 3_000_001)).toMatchObject({ status: 413, code: 'files.file_too_large' });
    expect((await tus(alice, 'OPTIONS', '/api/files/uploads')).headers.get('tus-max-size')).toBe('3000000');
  });

  it('count what is promised, so that many at once do not overrun the quota', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => begin(alice, 1_000_000)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.find(({ status }) => status !== 201)).toMatchObject({
      status: 413,
      code: 'files.quota_exceeded',
    });
    expect(await alice.get<FileUsage>('/api/files/usage')).toEqual({
      usedBytes: 5_000_000,
      quotaBytes: 5_000_000,
      maxFileBytes: 3_000_000,
    });
    expect((await begin(mallory, 1_000_000)).status).toBe(201);
  });

  it('stop an upload that brings more than it said, in one part or in two, and keep nothing of it', async () => {
    const path = await begun(alice, 1000);
    expect(await bring(alice, path, 0, randomBytes(1001))).toMatchObject({
      status: 413,
      code: 'files.too_long',
    });
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
    });
    const answer = await bring(alice, path, 0, endless).catch(() => undefined);
    if (answer) expect(answer).toMatchObject({ status: 413, code: 'files.too_long' });
    expect(await stands(alice, path)).toEqual([204, '0', '1000']);
    expect((await bring(alice, path, 0, randomBytes(600))).status).toBe(204);
    expect((await bring(alice, path, 600, randomBytes(600))).code).toBe('files.too_long');
    expect((await stands(alice, path))[1]).toBe('600');
  });

  it('leave an upload that brings less than it said unfinished', async () => {
    const path = await begun(alice, 1000);
    await bring(alice, path, 0, randomBytes(999));
    const id = path.split('/').at(-1);
    for (const rest of ['', '/info', '/thumbnail'])
      expect(codeOf(await alice.ask('GET', `/api/files/${id}${rest}`))).toBe('files.file_not_found');
  });

  it('end the room of refused and cancelled uploads', async () => {
    const path = await begun(alice, 2_000_000);
    await tus(alice, 'DELETE', path);
    await upload(alice, randomBytes(1000));
    expect(await alice.get<FileUsage>('/api/files/usage')).toMatchObject({ usedBytes: 1000 });
  });
});

describe('what is said of an upload', () => {
  it.each([
    [{ 'tus-resumable': '0.2.2', 'upload-length': '1' }, 412, 'files.tus_version'],
    [{ 'tus-resumable': '', 'upload-length': '1' }, 412, 'files.tus_version'],
    [{}, 400, 'files.bad_upload_header'],
    [{ 'upload-length': '-1' }, 400, 'files.bad_upload_header'],
    [{ 'upload-length': '1e3' }, 400, 'files.bad_upload_header'],
    [{ 'upload-defer-length': '1' }, 400, 'files.bad_upload_header'],
    [{ 'upload-length': '9'.repeat(30) }, 400, 'files.bad_upload_header'],
    [{ 'upload-length': '1', 'upload-metadata': 'filename %%%' }, 400, 'files.bad_metadata'],
    [{ 'upload-length': '1', 'upload-metadata': 'kind aWNvbg==' }, 400, 'files.bad_metadata'],
  ])('must fit: %j', async (headers, status, code) => {
    expect(await tus(alice, 'POST', '/api/files/uploads', headers)).toMatchObject({ status, code });
  });

  it('must be told with every part', async () => {
    const path = await begun(alice, 10);
    const type = { 'content-type': 'application/offset+octet-stream' };
    expect(await tus(alice, 'PATCH', path, type, 'abc')).toMatchObject({ code: 'files.bad_upload_header' });
    expect(
      (await tus(alice, 'PATCH', path, { 'upload-offset': '0', 'content-type': 'text/plain' }, 'abc')).status,
    ).toBe(415);
    for (const id of ['x', '%00', '../../etc/passwd'])
      expect([400, 404]).toContain((await bring(alice, `/api/files/uploads/${id}`, 0, 'x')).status);
  });

  it('makes a safe name of any', async () => {
    for (const [filename, name] of [
      ['../../etc/passwd', 'passwd'],
      ['a\r\nX-Evil: 1.txt', 'a X-Evil 1.txt'],
      [`${'я'.repeat(150)}.txt`, `${'я'.repeat(125)}.txt`],
      ['<img src=x onerror=alert(1)>.png', 'img src=x onerror=alert(1) .png'],
    ] as const) {
      const file = await upload(alice, Buffer.from('x'), { filename });
      expect(file.name).toBe(name);
      const { headers } = await download(alice, `/api/files/${file.fileId}`);
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w%.~-]+/,
      );
      expect(headers.get('x-evil')).toBeNull();
    }
  });

  it('is heard of sound only', async () => {
    const { id } = await bringAll(alice, Buffer.from('just text'), {
      kind: 'voice',
      durationMs: 1000,
      width: 20,
    });
    expect(await alice.get(`/api/files/${id}/info`)).toMatchObject({
      kind: 'file',
      durationMs: null,
      width: null,
      type: 'text/plain',
    });
  });
});

/** Sends the beginning of a part that was to be longer, and is gone. */
async function breakOff(user: TestUser, path: string, bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    const sending = request(user.url + path, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${user.access}`,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': 400_000,
      },
    });
    sending.on('error', () => resolve());
    sending.on('close', () => resolve());
    sending.write(bytes, () => setImmediate(() => sending.destroy()));
  });
}
