import type { Message } from '@bridges/contracts';
import type { TestUser } from '../test-user.ts';
import { succeed } from './truth-scene.ts';
import type { Write } from './truth-scene.ts';

/** One pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The id of a file of hers, uploaded. */
async function upload(user: TestUser, bytes: Buffer): Promise<string> {
  const headers = { authorization: `Bearer ${user.access}`, 'tus-resumable': '1.0.0' };
  const begun = await fetch(`${user.url}/api/files/uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(bytes.length) },
  });
  const path = begun.headers.get('location') ?? '';
  const type = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  const body = new Uint8Array(bytes);
  const brought = await fetch(user.url + path, { method: 'PATCH', headers: { ...headers, ...type }, body });
  if (!brought.ok) throw new Error(`uploading: ${brought.status} ${await brought.text()}`);
  return path.split('/').at(-1) ?? '';
}

/** What people do with files, and with what they send later. */
export const fileWrites: Record<string, Write> = {
  'files sent, answered, forwarded and deleted': async ({ alice, bob, group, direct }) => {
    const [picture, text] = [await upload(alice, pixel), await upload(alice, Buffer.from('a letter'))];
    const path = `/api/chats/${group}/messages`;
    const album = { text: 'both', attachments: [picture, text] };
    const { seq } = await succeed<Message>(alice, 'POST', path, album);
    await succeed(bob, 'POST', path, { text: 'nice', replyTo: { seq } });
    await succeed(bob, 'POST', '/api/forwards', { from: { chatId: group, seqs: [seq] }, to: [direct] });
    await succeed(alice, 'PATCH', `${path}/${seq}`, { text: '' });
    await succeed(alice, 'DELETE', `${path}/${seq}`);
  },
  'messages for later: changed, sent, dropped, with a file': async ({ alice, group }) => {
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const later = (body: object) =>
      succeed<{ id: string }>(alice, 'POST', `/api/chats/${group}/scheduled`, { sendAt, ...body });
    const { id } = await later({ text: 'soon', attachments: [await upload(alice, pixel)] });
    const dropped = await later({ text: 'never' });
    await succeed(alice, 'PATCH', `/api/scheduled/${id}`, { text: 'now' });
    await succeed(alice, 'POST', `/api/scheduled/${id}/send`);
    await succeed(alice, 'DELETE', `/api/scheduled/${dropped.id}`);
  },
  'pictures of a person and of a group': async ({ alice, bob, group }) => {
    await succeed(bob, 'PUT', '/api/me/avatar', { fileId: await upload(bob, pixel) });
    const pictureFileId = await upload(alice, pixel);
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { pictureFileId });
    await succeed(bob, 'DELETE', '/api/me/avatar');
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { pictureFileId: null });
  },
};
