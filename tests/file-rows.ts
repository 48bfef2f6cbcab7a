import { randomUUID } from 'node:crypto';
import type { TestUser } from '@bridges/dev-env';
import type { MatrixWorld } from './matrix-world.ts';
import { all, everyone, get, members, signedIn } from './route-row.ts';
import type { Expected, Role, Row } from './route-row.ts';

const version = { 'tus-resumable': '1.0.0' };
const bytes = { ...version, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
/** One pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function tus(user: TestUser, method: string, path: string, headers: object, body?: Buffer) {
  const response = await fetch(user.url + path, {
    method,
    headers: { authorization: `Bearer ${user.access}`, ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.headers;
}

/** Where an upload of hers goes on. */
async function uploadOf(user: TestUser): Promise<string> {
  const headers = { ...version, 'upload-length': String(picture.length) };
  return (await tus(user, 'POST', '/api/files/uploads', headers)).get('location') ?? '';
}

/** The id of a picture of hers. */
async function pictureOf(user: TestUser): Promise<string> {
  const path = await uploadOf(user);
  await tus(user, 'PATCH', path, bytes, picture);
  return path.split('/').at(-1) ?? '';
}

/** The id of a film of hers; its head is enough to be one. */
async function filmOf(user: TestUser): Promise<string> {
  const film = Buffer.from('\0\0\0\x14ftypisom\0\0\x02\0mp41', 'latin1');
  const headers = { ...version, 'upload-length': String(film.length) };
  const path = (await tus(user, 'POST', '/api/files/uploads', headers)).get('location') ?? '';
  await tus(user, 'PATCH', path, bytes, film);
  return path.split('/').at(-1) ?? '';
}

/** The id of a picture that the owner has sent to the group. */
async function pictureInGroup({ users, chatId, platform }: MatrixWorld): Promise<string> {
  const fileId = await pictureOf(users.owner);
  const sent = await users.owner.ask('POST', `/api/chats/${chatId}/messages`, {
    text: '',
    attachments: [fileId],
  });
  if (sent.status > 201) throw new Error(JSON.stringify(sent.body));
  await platform.settled();
  return fileId;
}

const ofUpload =
  (headers: Record<string, string>, body?: Buffer): Row['ask'] =>
  async ({ users }) => ({
    path: await uploadOf(users.owner),
    unknown: `/api/files/uploads/${randomUUID()}`,
    headers,
    ...(body ? { body } : {}),
  });
const ofFile =
  (rest: string): Row['ask'] =>
  async (world) => ({
    path: `/api/files/${await pictureInGroup(world)}${rest}`,
    unknown: `/api/files/${randomUUID()}${rest}`,
  });
const hers = ({ users }: MatrixWorld, role: Role) => users[role === 'anonymous' ? 'other' : role];
/** Uploads are their uploader's alone. */
const uploader: Expected = { ...all(404), anonymous: 401, service: 401, owner: 2 };

/** What each role gets of files; those under way are the owner's, the others are in the group. */
export const fileRows: Readonly<Record<string, Row>> = {
  'OPTIONS /api/files/uploads': { expected: everyone, ask: get('/api/files/uploads') },
  'POST /api/files/uploads': {
    expected: signedIn,
    ask: () => ({ path: '/api/files/uploads', headers: { ...version, 'upload-length': '1' } }),
  },
  'HEAD /api/files/uploads/:id': { expected: uploader, ask: ofUpload(version) },
  'PATCH /api/files/uploads/:id': { expected: uploader, ask: ofUpload(bytes, picture) },
  'DELETE /api/files/uploads/:id': { expected: uploader, ask: ofUpload(version) },
  'GET /api/files/usage': { expected: signedIn, ask: get('/api/files/usage') },
  'GET /api/files/:id': { expected: members, ask: ofFile('') },
  'DELETE /api/files/:id': {
    expected: uploader,
    ask: async ({ users }) => ({
      path: `/api/files/${await pictureOf(users.owner)}`,
      unknown: `/api/files/${randomUUID()}`,
    }),
  },
  'GET /api/files/:id/thumbnail': { expected: members, ask: ofFile('/thumbnail') },
  'GET /api/files/:id/info': { expected: members, ask: ofFile('/info') },
  'PUT /api/files/:id/poster': {
    expected: uploader,
    ask: async ({ users }) => ({
      path: `/api/files/${await filmOf(users.owner)}/poster`,
      unknown: `/api/files/${randomUUID()}/poster`,
      headers: { 'content-type': 'image/png' },
      body: picture,
    }),
  },
  'GET /api/previews': { expected: signedIn, ask: get('/api/previews?url=http://127.0.0.1/') },
  'PUT /api/me/avatar': {
    expected: signedIn,
    ask: async (world, role) => ({
      path: '/api/me/avatar',
      body: { fileId: await pictureOf(hers(world, role)) },
    }),
  },
  'DELETE /api/me/avatar': { expected: signedIn, ask: get('/api/me/avatar') },
};
