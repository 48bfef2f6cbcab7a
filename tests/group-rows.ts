import { randomUUID } from 'node:crypto';
import { groupAdmins, members, signedIn } from './route-row.ts';
import type { Expected, Row } from './route-row.ts';
import { groupHandle, squareHandle } from './matrix-world.ts';

const owners: Expected = { ...groupAdmins, groupAdmin: 403 };

const ofGroup =
  (rest: string, body?: unknown): Row['ask'] =>
  ({ chatId }) => ({
    path: `/api/groups/${chatId}${rest}`,
    unknown: `/api/groups/${randomUUID()}${rest}`,
    ...(body === undefined ? {} : { body }),
  });

/** About a member who came a moment ago. */
const ofNewMember =
  (folder: string, rest = '', body?: unknown): Row['ask'] =>
  async (world) => {
    const { id } = await world.newMember();
    return {
      path: `/api/groups/${world.chatId}/${folder}/${id}${rest}`,
      unknown: `/api/groups/${randomUUID()}/${folder}/${id}${rest}`,
      ...(body === undefined ? {} : { body }),
    };
  };

/** Groups, their members and those who may not come back. */
export const groupRows: Readonly<Record<string, Row>> = {
  'POST /api/groups': { expected: signedIn, ask: () => ({ path: '/api/groups', body: { title: 'Mine' } }) },
  'GET /api/groups': { expected: signedIn, ask: () => ({ path: '/api/groups?search=the' }) },
  'GET /api/groups/by-handle/:handle': {
    expected: members,
    ask: () => ({
      path: `/api/groups/by-handle/${groupHandle}`,
      unknown: `/api/groups/by-handle/nobody-${randomUUID().slice(0, 8)}`,
    }),
  },
  'GET /api/groups/:id': { expected: members, ask: ofGroup('') },
  'PATCH /api/groups/:id': { expected: groupAdmins, ask: ofGroup('', { description: 'About it' }) },
  'DELETE /api/groups/:id': {
    expected: owners,
    ask: async (world) => ({
      path: `/api/groups/${await world.groupToLose()}`,
      unknown: `/api/groups/${randomUUID()}`,
    }),
  },
  // Private: nobody joins it by herself, and who is in it stays in it.
  'POST /api/groups/:id/join': { expected: members, ask: ofGroup('/join') },
  'POST /api/groups/join': {
    expected: signedIn,
    ask: () => ({ path: '/api/groups/join', body: { handle: squareHandle } }),
  },
  'POST /api/groups/:id/owner': {
    expected: owners,
    ask: (world, role) => ofGroup('/owner', { userId: world.users.owner.id })(world, role),
  },
  'GET /api/groups/:id/members': { expected: members, ask: ofGroup('/members?search=o') },
  'POST /api/groups/:id/members': {
    expected: groupAdmins,
    ask: async (world, role) => ofGroup('/members', { userIds: [(await world.passerBy()).id] })(world, role),
  },
  'DELETE /api/groups/:id/members/:userId': { expected: groupAdmins, ask: ofNewMember('members') },
  'PUT /api/groups/:id/members/:userId/role': {
    expected: owners,
    ask: ofNewMember('members', '/role', { role: 'admin' }),
  },
  'GET /api/groups/:id/bans': { expected: groupAdmins, ask: ofGroup('/bans') },
  'PUT /api/groups/:id/bans/:userId': { expected: groupAdmins, ask: ofNewMember('bans') },
  'DELETE /api/groups/:id/bans/:userId': { expected: groupAdmins, ask: ofNewMember('bans') },
};
