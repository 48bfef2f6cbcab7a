import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './matrix-world.ts';
import { get, members, ofChat, signedIn } from './route-row.ts';
import type { Role, Row } from './route-row.ts';

const later = () => new Date(Date.now() + 3_600_000).toISOString();

/** The id of something she has planned in a chat of her own; of somebody's, for the anonymous. */
async function planned(world: MatrixWorld, role: Role, what: 'scheduled' | 'reminders'): Promise<string> {
  const user = world.users[role === 'anonymous' ? 'other' : role];
  const { id } = await user.openDirect(user);
  const { seq } = await user.post(id, 'note');
  const answer =
    what === 'scheduled'
      ? await user.ask<{ id: string }>('POST', `/api/chats/${id}/scheduled`, { text: 'x', sendAt: later() })
      : await user.ask<{ id: string }>('POST', `/api/chats/${id}/messages/${seq}/reminders`, { at: later() });
  return answer.body.id;
}

const ofPlanned =
  (what: 'scheduled' | 'reminders', rest = '', body?: unknown): Row['ask'] =>
  async (world, role) => ({
    path: `/api/${what}/${await planned(world, role, what)}${rest}`,
    unknown: `/api/${what}/${randomUUID()}${rest}`,
    ...(body === undefined ? {} : { body }),
  });

/** What each role gets of what is to happen later. */
export const scheduledRows: Readonly<Record<string, Row>> = {
  'GET /api/me/scheduled': { expected: signedIn, ask: get('/api/me/scheduled') },
  'GET /api/chats/:id/scheduled': { expected: members, ask: ofChat('/scheduled') },
  'POST /api/chats/:id/scheduled': {
    expected: members,
    ask: ofChat('/scheduled', { text: 'Good morning', sendAt: later() }),
  },
  'PATCH /api/scheduled/:id': { expected: signedIn, ask: ofPlanned('scheduled', '', { text: 'better' }) },
  'DELETE /api/scheduled/:id': { expected: signedIn, ask: ofPlanned('scheduled') },
  'POST /api/scheduled/:id/send': { expected: signedIn, ask: ofPlanned('scheduled', '/send') },
  'GET /api/me/reminders': { expected: signedIn, ask: get('/api/me/reminders') },
  'POST /api/chats/:id/messages/:seq/reminders': {
    expected: members,
    ask: ofChat('/messages/1/reminders', { at: later() }),
  },
  'PATCH /api/reminders/:id': { expected: signedIn, ask: ofPlanned('reminders', '', { at: later() }) },
  'DELETE /api/reminders/:id': { expected: signedIn, ask: ofPlanned('reminders') },
};
