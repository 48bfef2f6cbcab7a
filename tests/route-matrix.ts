import { randomUUID } from 'node:crypto';
import { testPassword } from '@bridges/dev-env';
import { adminRows } from './admin-rows.ts';
import { chatMarkRows } from './chat-mark-rows.ts';
import { doorRows } from './door-rows.ts';
import { fileRows } from './file-rows.ts';
import { groupRows } from './group-rows.ts';
import { jobRows } from './job-rows.ts';
import { ladderRows } from './ladder-rows.ts';
import { mailRows } from './mail-rows.ts';
import { messageRows } from './message-rows.ts';
import { peopleRows } from './people-rows.ts';
import { serviceRows } from './service-rows.ts';
import { all, everyone, get, members, ofChat, signedIn } from './route-row.ts';
import { scheduledRows } from './scheduled-rows.ts';
import { searchRows } from './search-rows.ts';
import { telegramRows } from './telegram-rows.ts';
import type { Row } from './route-row.ts';

export { roles } from './route-row.ts';
export type { Role } from './route-row.ts';

const newcomer = () => ({ username: `new-${randomUUID().slice(0, 8)}`, password: testPassword });

/** Every route and what each role gets of it. A route without a row fails the test. */
export const matrix: Readonly<Record<string, Row>> = {
  'POST /api/register': { expected: everyone, ask: () => ({ path: '/api/register', body: newcomer() }) },
  'POST /api/token': {
    expected: everyone,
    ask: ({ users }) => ({
      path: '/api/token',
      body: { username: users.other.username, password: testPassword },
    }),
  },
  'POST /api/token/refresh': {
    expected: everyone,
    ask: async ({ users, signInAgain }) => ({
      path: '/api/token/refresh',
      body: { refresh: (await signInAgain(users.other)).refresh },
    }),
  },
  'POST /api/sessions': {
    expected: everyone,
    ask: ({ users }) => ({
      path: '/api/sessions',
      body: { username: users.other.username, password: testPassword },
    }),
  },
  // Renews by cookie alone, and for our own page alone.
  'POST /api/sessions/refresh': { expected: all(403), ask: get('/api/sessions/refresh') },
  'GET /api/sessions': { expected: signedIn, ask: get('/api/sessions') },
  'DELETE /api/sessions': { expected: signedIn, ask: get('/api/sessions') },
  'DELETE /api/sessions/:id': {
    expected: signedIn,
    ask: async (world, role) => ({ path: `/api/sessions/${await world.otherSessionOf(role)}` }),
  },
  'GET /api/me': { expected: signedIn, ask: get('/api/me') },
  'PATCH /api/me': { expected: signedIn, ask: () => ({ path: '/api/me', body: { bio: 'Hello' } }) },
  'PUT /api/me/password': {
    expected: signedIn,
    ask: () => ({
      path: '/api/me/password',
      body: { currentPassword: testPassword, newPassword: testPassword },
    }),
  },
  'GET /api/users': { expected: signedIn, ask: get('/api/users') },
  'GET /api/users/:id': {
    expected: signedIn,
    ask: ({ users }) => ({ path: `/api/users/${users.owner.id}` }),
  },
  ...peopleRows,
  ...mailRows,
  'GET /api/setup': { expected: everyone, ask: get('/api/setup') },
  'POST /api/setup': {
    expected: all(403),
    ask: () => ({ path: '/api/setup', body: { ...newcomer(), token: 'guessed' } }),
  },
  'GET /.well-known/jwks.json': { expected: everyone, ask: get('/.well-known/jwks.json') },

  ...groupRows,
  ...doorRows,
  ...serviceRows,
  ...jobRows,
  ...adminRows,
  ...ladderRows,

  'GET /api/chats': { expected: signedIn, ask: get('/api/chats') },
  'POST /api/chats/direct': {
    expected: signedIn,
    ask: ({ users }) => ({ path: '/api/chats/direct', body: { userId: users.owner.id } }),
  },
  'GET /api/chats/:id': { expected: members, ask: ofChat('') },
  'GET /api/chats/:id/messages': { expected: members, ask: ofChat('/messages') },
  'GET /api/chats/:id/attachments': { expected: members, ask: ofChat('/attachments?kind=media') },
  'POST /api/chats/:id/messages': { expected: members, ask: ofChat('/messages', { text: 'Hello' }) },
  'POST /api/chats/:id/read': { expected: members, ask: ofChat('/read', { seq: 1 }) },
  'GET /api/chats/:id/members': { expected: members, ask: ofChat('/members') },
  'GET /api/chats/:id/socket': { expected: members, ask: ofChat('/socket') },
  ...messageRows,
  ...chatMarkRows,
  ...scheduledRows,
  ...searchRows,
  ...fileRows,

  'GET /api/notifications': { expected: signedIn, ask: get('/api/notifications') },
  'POST /api/notifications/:id/read': {
    expected: signedIn,
    ask: async (world, role) => ({ path: `/api/notifications/${await world.notificationOf(role)}/read` }),
  },
  ...telegramRows,
  'POST /api/notifications/read-all': { expected: signedIn, ask: get('/api/notifications/read-all') },
  'POST /api/socket-tickets': { expected: signedIn, ask: get('/api/socket-tickets') },

  'GET /healthz': { expected: everyone, ask: get('/healthz') },
  'GET /readyz': { expected: everyone, ask: get('/readyz') },
  'GET /docs': { expected: everyone, ask: get('/docs') },
  'GET /docs/json': { expected: everyone, ask: get('/docs/json') },
  'GET /docs/yaml': { expected: everyone, ask: get('/docs/yaml') },
  'GET /docs/asyncapi.json': { expected: everyone, ask: get('/docs/asyncapi.json') },
  'GET /docs/static/*': { expected: everyone, ask: get('/docs/static/swagger-ui.css') },
  'GET /docs/static/index.html': { expected: all(302), ask: get('/docs/static/index.html') },
  'GET /docs/static/swagger-initializer.js': {
    expected: everyone,
    ask: get('/docs/static/swagger-initializer.js'),
  },
  'HEAD /docs/static/*': { expected: everyone, ask: get('/docs/static/swagger-ui.css') },
  'GET /*': { expected: everyone, ask: get('/'), isOptional: true },
  'HEAD /*': { expected: everyone, ask: get('/'), isOptional: true },
};
