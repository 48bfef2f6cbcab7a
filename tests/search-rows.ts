import { randomUUID } from 'node:crypto';
import { all, get, members } from './route-row.ts';
import type { Expected, Row } from './route-row.ts';

const administrators: Expected = { ...all(403), anonymous: 401, service: 401, serverAdmin: 2 };

export const searchRows: Readonly<Record<string, Row>> = {
  // Of all chats anybody may search; in one that is not hers she is told that there is none.
  'GET /api/search': {
    expected: members,
    ask: ({ chatId }) => ({
      path: `/api/search?q=hello&in=${chatId}`,
      unknown: `/api/search?q=hello&in=${randomUUID()}`,
    }),
  },
  'GET /api/admin/search': { expected: administrators, ask: get('/api/admin/search') },
  'POST /api/admin/search/rebuild': { expected: administrators, ask: get('/api/admin/search/rebuild') },
};
