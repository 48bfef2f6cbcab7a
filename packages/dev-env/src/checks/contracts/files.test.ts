import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FolderFiles, S3Files, createFiles } from '@bridges/kit';
import { expect, test } from 'vitest';
import { S3Server, s3Credentials } from '../../s3-server.ts';
import { filesContract } from './files.ts';
import { eventually } from './subject.ts';

filesContract('FolderFiles', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bridges-files-'));
  return {
    subject: new FolderFiles(join(folder, 'files')),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

filesContract('S3Files', async () => {
  const server = await S3Server.start();
  const subject = new S3Files({
    bucket: 'bridges',
    region: 'us-east-1',
    endpoint: server.endpoint,
    prefix: 'files/',
    ...s3Credentials,
  });
  return {
    subject,
    async close() {
      expect(server.uploads.size).toBe(0);
      await server.stop();
    },
  };
});

test('S3 without its keys stops the start with a sentence', () => {
  expect(() => createFiles({ S3_BUCKET: 'b', S3_REGION: 'r' } as never, '/nowhere', 'files')).toThrow(
    'S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.',
  );
});

test('FolderFiles forgets the drafts of a crash, and no others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bridges-files-'));
  const drafts = join(folder, 'incoming');
  await mkdir(drafts);
  for (const name of ['old', 'new']) await writeFile(join(drafts, name), 'x');
  await utimes(join(drafts, 'old'), 0, 0);
  await new FolderFiles(folder).put(Readable.from([]));
  await eventually(async () => expect(await readdir(drafts)).toEqual(['new']));
  await rm(folder, { recursive: true });
});
