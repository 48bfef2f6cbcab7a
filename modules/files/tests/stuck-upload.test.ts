import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { query, runJob } from './behind-the-doors.ts';
import { begun, bring } from './tus-client.ts';

let platform: TestPlatform;
let alice: TestUser;
beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  alice = await platform.user('alice');
});
afterAll(() => platform.stop());

/** An upload as a process leaves it that died with its last byte. */
async function leftBehind(): Promise<string> {
  const path = await begun(alice, 200);
  await bring(alice, path, 0, Buffer.alloc(100));
  const id = path.split('/').at(-1) ?? '';
  await query(platform, 'update uploads set length = 100 where id = $1', [id]);
  return id;
}

it('does not keep others from being finished when one upload can not be', async () => {
  const stuck = await leftBehind();
  const key = 'f'.repeat(32);
  await mkdir(join(platform.dataDir, 'files', 'files', 'ff', key), { recursive: true });
  await query(platform, 'update upload_parts set storage_key = $2 where upload_id = $1', [stuck, key]);
  const others = await Promise.all([leftBehind(), leftBehind(), leftBehind()]);
  await runJob(platform, 'finish-uploads').catch(() => undefined);
  const infos = await Promise.all(
    others.map(async (id) => (await alice.ask('GET', `/api/files/${id}/info`)).status),
  );
  expect(infos).toEqual([200, 200, 200]);
});
