import { randomUUID } from 'node:crypto';
import { all, get } from './route-row.ts';
import type { Expected, Row } from './route-row.ts';

const administrators: Expected = { ...all(403), anonymous: 401, service: 401, serverAdmin: 2 };

/** Somebody who has just come, so that nobody else is acted upon. */
const ofPasserBy =
  (act: string, body: unknown = {}): Row['ask'] =>
  async (world) => ({ path: `/api/admin/users/${(await world.passerBy()).id}${act}`, body });

const ofLostGroup =
  (act: string, body: unknown): Row['ask'] =>
  async (world) => ({
    path: `/api/admin/groups/${await world.groupToLose()}${act}`,
    unknown: `/api/admin/groups/${randomUUID()}${act}`,
    body,
  });

/** What administrators see and do of people and groups. */
export const adminRows: Readonly<Record<string, Row>> = {
  'GET /api/admin/users': { expected: administrators, ask: get('/api/admin/users') },
  'GET /api/admin/users/:id': {
    expected: administrators,
    ask: ({ users }) => ({
      path: `/api/admin/users/${users.member.id}`,
      unknown: `/api/admin/users/${randomUUID()}`,
    }),
  },
  'POST /api/admin/users/:id/deactivate': {
    expected: administrators,
    ask: ofPasserBy('/deactivate', { reason: 'To see who may' }),
  },
  'POST /api/admin/users/:id/reactivate': { expected: administrators, ask: ofPasserBy('/reactivate') },
  'PUT /api/admin/users/:id/role': {
    expected: administrators,
    ask: ofPasserBy('/role', { isAdmin: true }),
  },
  'POST /api/admin/users/:id/sign-out': { expected: administrators, ask: ofPasserBy('/sign-out') },
  // Letters are not set up here.
  'POST /api/admin/users/:id/password-letter': {
    expected: { ...administrators, serverAdmin: 409 },
    ask: ofPasserBy('/password-letter'),
  },
  'POST /api/admin/users/:id/password-link': { expected: administrators, ask: ofPasserBy('/password-link') },
  // Nobody here has an address.
  'POST /api/admin/users/:id/confirm-email': {
    expected: { ...administrators, serverAdmin: 409 },
    ask: ofPasserBy('/confirm-email', { email: 'passer@example.org' }),
  },

  'GET /api/admin/groups': { expected: administrators, ask: get('/api/admin/groups') },
  'GET /api/admin/groups/:id': {
    expected: administrators,
    ask: ({ chatId }) => ({
      path: `/api/admin/groups/${chatId}`,
      unknown: `/api/admin/groups/${randomUUID()}`,
    }),
  },
  'GET /api/admin/groups/:id/members': {
    expected: administrators,
    ask: ({ chatId }) => ({ path: `/api/admin/groups/${chatId}/members` }),
  },
  'POST /api/admin/groups/:id/delete': {
    expected: administrators,
    ask: ofLostGroup('/delete', { reason: 'To see who may' }),
  },
  // Its owner is there.
  'POST /api/admin/groups/:id/owner': {
    expected: { ...administrators, serverAdmin: 409 },
    ask: ({ chatId, users }) => ({
      path: `/api/admin/groups/${chatId}/owner`,
      body: { userId: users.member.id },
    }),
  },
  'GET /api/admin/chats': {
    expected: administrators,
    ask: ({ chatId }) => ({ path: `/api/admin/chats?ids=${chatId}` }),
  },
  'GET /api/admin/files/usage/:userId': {
    expected: administrators,
    ask: ({ users }) => ({ path: `/api/admin/files/usage/${users.member.id}` }),
  },
};
