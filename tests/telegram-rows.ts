import { all, get, signedIn } from './route-row.ts';
import type { Row } from './route-row.ts';

/** The server of the matrix has no bot: nobody can link one, and nothing is there for Telegram to call. */
export const telegramRows: Readonly<Record<string, Row>> = {
  'GET /api/telegram': { expected: signedIn, ask: get('/api/telegram') },
  'POST /api/telegram/link': {
    expected: { ...all(409), anonymous: 401, service: 401 },
    ask: get('/api/telegram/link'),
  },
  'DELETE /api/telegram': { expected: signedIn, ask: get('/api/telegram') },
  'POST /api/telegram/webhook': {
    expected: all(404),
    ask: () => ({
      path: '/api/telegram/webhook',
      unknown: '/api/telegram/nothing-of-the-kind',
      body: { update_id: 1 },
      headers: { 'x-telegram-bot-api-secret-token': 'guessed' },
    }),
  },
};
