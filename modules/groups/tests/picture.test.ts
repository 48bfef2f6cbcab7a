import { randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Group } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createGroup, query, saidIn, update } from './group-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
});
afterAll(() => platform.stop());

/** A picture of one colour. */
function png(size = 8): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 0], 8);
  const rows = Buffer.alloc((size + 1) * size, 0x60);
  for (let row = 0; row < size; row++) rows[row * (size + 1)] = 0;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

async function upload(user: TestUser): Promise<string> {
  const bytes = png();
  const headers = { authorization: `Bearer ${user.access}`, 'tus-resumable': '1.0.0' };
  const begun = await fetch(`${user.url}/api/files/uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(bytes.length) },
  });
  const path = begun.headers.get('location') ?? '';
  const body = new Uint8Array(bytes);
  const brought = await fetch(user.url + path, {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body,
  });
  if (!brought.ok) throw new Error(`uploading: ${brought.status}`);
  const fileId = path.split('/').at(-1) ?? '';
  await vi.waitFor(
    async () => {
      const { status } = await user.ask('GET', `/api/files/${fileId}/info`);
      if (status !== 200) throw new Error(`the picture is not ready: ${status}`);
    },
    { timeout: 40_000 },
  );
  return fileId;
}

const seenBy = async (user: TestUser, fileId: string) =>
  (await user.ask('GET', `/api/files/${fileId}`)).status;

describe('the picture of a group', () => {
  it('is for those who may see the group, and goes with the next', async () => {
    const first = await upload(alice);
    const group = await createGroup(alice, { pictureFileId: first });
    expect(group.pictureFileId).toBe(first);
    expect(await seenBy(bob, first)).toBe(404);
    await alice.ask('POST', `/api/groups/${group.chatId}/members`, { userIds: [bob.id] });
    expect(await seenBy(bob, first)).toBe(200);
    const second = await upload(alice);
    expect((await update(alice, group.chatId, { pictureFileId: second })).body.pictureFileId).toBe(second);
    expect([await seenBy(bob, first), await seenBy(bob, second)]).toEqual([404, 200]);
    expect((await update(alice, group.chatId, { pictureFileId: null })).body.pictureFileId).toBeNull();
    expect(await seenBy(bob, second)).toBe(404);
    expect((await saidIn(bob, group.chatId)).slice(-2)).toEqual([
      [alice.id, { type: 'pictureChanged', isRemoved: false }],
      [alice.id, { type: 'pictureChanged', isRemoved: true }],
    ]);
  });

  it('is given back by a job, when what it was claimed for came to nothing', async () => {
    const group = await createGroup(alice, { memberIds: [bob.id] });
    const [kept, lost] = [await upload(alice), await upload(alice)];
    await update(alice, group.chatId, { pictureFileId: kept });
    await query(platform, 'groups', 'alter table pending_changes rename to pending_away');
    expect((await update(alice, group.chatId, { pictureFileId: lost })).status).toBe(500);
    await query(platform, 'groups', 'alter table pending_away rename to pending_changes');
    expect([await seenBy(bob, kept), await seenBy(bob, lost)]).toEqual([200, 200]);
    // Ten minutes later.
    await query(
      platform,
      'groups',
      `select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`,
    );
    await platform.settled();
    expect([await seenBy(bob, kept), await seenBy(bob, lost)]).toEqual([200, 404]);
  });

  it('is a file of her own', async () => {
    const hers = await upload(bob);
    const group: Group = await createGroup(alice);
    for (const pictureFileId of [hers, randomUUID()]) {
      const answer = await update(alice, group.chatId, { pictureFileId });
      expect([answer.status, codeOf(answer)]).toEqual([404, 'files.file_not_found']);
      expect((await alice.ask('POST', '/api/groups', { title: 'x', pictureFileId })).status).toBe(404);
    }
    const foreign = await update(bob, group.chatId, { pictureFileId: hers });
    expect([foreign.status, codeOf(foreign)]).toEqual([404, 'groups.not_found']);
    expect((await alice.get<Group>(`/api/groups/${group.chatId}`)).pictureFileId).toBeNull();
  });
});
