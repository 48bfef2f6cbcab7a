import { testPassword } from '@bridges/dev-env';
import { all, get, signedIn } from './route-row.ts';
import type { Row } from './route-row.ts';

/** Addresses and mailed links. The server of the matrix sends no letters, and says so to whoever may know. */
export const mailRows: Readonly<Record<string, Row>> = {
  'PUT /api/me/email': {
    expected: signedIn,
    ask: () => ({ path: '/api/me/email', body: { email: null, password: testPassword } }),
  },
  'POST /api/me/email/confirmation': {
    expected: { ...all(409), anonymous: 401, service: 401 },
    ask: () => ({ path: '/api/me/email/confirmation' }),
  },
  'POST /api/notifications/unsubscribe': {
    expected: all(403),
    ask: get('/api/notifications/unsubscribe?token=guessed'),
  },
  // To the page that asks.
  'GET /api/notifications/unsubscribe': {
    expected: all(302),
    ask: get('/api/notifications/unsubscribe?token=guessed'),
  },
  'POST /api/email/confirm': {
    expected: all(403),
    ask: () => ({ path: '/api/email/confirm', body: { token: 'guessed' } }),
  },
  'POST /api/password/forgotten': {
    expected: all(409),
    ask: () => ({ path: '/api/password/forgotten', body: { login: 'alice' } }),
  },
  'POST /api/password/reset': {
    expected: all(403),
    ask: () => ({
      path: '/api/password/reset',
      body: { token: 'guessed', newPassword: testPassword },
    }),
  },
};
