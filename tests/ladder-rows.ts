import { randomUUID } from 'node:crypto';
import { all, get, signedIn } from './route-row.ts';
import type { Expected, Row } from './route-row.ts';

const administrators: Expected = { ...all(403), anonymous: 401, service: 401, serverAdmin: 2 };

/** A point of P-256, as a browser would give it. */
const keys = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
};
const endpoint = () => `https://push.example.net/${randomUUID()}`;

/** How somebody is told who is not looking: her own, and what administrators may see of it. */
export const ladderRows: Readonly<Record<string, Row>> = {
  'GET /api/notifications/settings': { expected: signedIn, ask: get('/api/notifications/settings') },
  'PUT /api/notifications/settings': {
    expected: signedIn,
    ask: () => ({ path: '/api/notifications/settings', body: { timeZone: 'Europe/Berlin' } }),
  },
  // Nobody here has a browser that wants to be told.
  'POST /api/notifications/test': {
    expected: { ...all(409), anonymous: 401, service: 401 },
    ask: () => ({ path: '/api/notifications/test', body: { channel: 'telegram' } }),
  },
  'GET /api/notifications/trace': {
    expected: signedIn,
    ask: ({ chatId }) => ({ path: `/api/notifications/trace?chatId=${chatId}&seq=1` }),
  },
  'GET /api/admin/notifications/trace': {
    expected: administrators,
    ask: ({ chatId, users }) => ({
      path: `/api/admin/notifications/trace?userId=${users.member.id}&chatId=${chatId}&seq=1`,
    }),
  },
  'GET /api/push/key': { expected: signedIn, ask: get('/api/push/key') },
  'POST /api/push/subscriptions': {
    expected: signedIn,
    ask: () => ({ path: '/api/push/subscriptions', body: { endpoint: endpoint(), keys } }),
  },
  'DELETE /api/push/subscriptions': {
    expected: signedIn,
    ask: () => ({ path: '/api/push/subscriptions', body: { endpoint: endpoint() } }),
  },
};
