import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './matrix-world.ts';
import { get, members, ofChat, signedIn } from './route-row.ts';
import type { Role, Row } from './route-row.ts';

/** The id of a new folder of hers; of somebody's, for the anonymous. */
async function folderOf(world: MatrixWorld, role: Role): Promise<string> {
  const user = world.users[role === 'anonymous' ? 'other' : role];
  return (await user.ask<{ id: string }>('POST', '/api/folders', { name: 'Mine' })).body.id;
}

const ofFolder =
  (body?: unknown): Row['ask'] =>
  async (world, role) => ({
    path: `/api/folders/${await folderOf(world, role)}`,
    unknown: `/api/folders/${randomUUID()}`,
    ...(body === undefined ? {} : { body }),
  });

/** What each role gets of her own view of chats. */
export const chatMarkRows: Readonly<Record<string, Row>> = {
  'GET /api/me/chat-marks': { expected: signedIn, ask: get('/api/me/chat-marks?after=0') },
  'PATCH /api/chats/:id/marks': { expected: members, ask: ofChat('/marks', { isMarkedUnread: true }) },
  'PUT /api/me/pinned-chats': {
    expected: members,
    ask: ({ chatId }) => ({
      path: '/api/me/pinned-chats',
      body: { chatIds: [chatId] },
      unknown: '/api/me/pinned-chats',
    }),
  },
  'PUT /api/chats/:id/draft': { expected: members, ask: ofChat('/draft', { text: 'Dear all' }) },
  'DELETE /api/chats/:id/draft': { expected: members, ask: ofChat('/draft') },
  'GET /api/folders': { expected: signedIn, ask: get('/api/folders') },
  'POST /api/folders': { expected: signedIn, ask: () => ({ path: '/api/folders', body: { name: 'Mine' } }) },
  'PUT /api/folders': {
    expected: signedIn,
    ask: async ({ users }, role) => {
      if (role === 'anonymous') return { path: '/api/folders', body: { folderIds: [] } };
      const { folders } = await users[role].get<{ folders: { id: string }[] }>('/api/folders');
      return { path: '/api/folders', body: { folderIds: folders.map(({ id }) => id) } };
    },
  },
  'PATCH /api/folders/:id': { expected: signedIn, ask: ofFolder({ name: 'Still mine' }) },
  'DELETE /api/folders/:id': { expected: signedIn, ask: ofFolder() },
};
