import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './matrix-world.ts';
import { get, signedIn } from './route-row.ts';
import type { Role, Row } from './route-row.ts';

const self = (world: MatrixWorld, role: Role) => world.users[role === 'anonymous' ? 'other' : role];

/** Somebody who has asked her to be a contact. */
const asker = async (world: MatrixWorld, role: Role) => {
  const user = await world.passerBy();
  await user.ask('POST', '/api/contacts', { userId: self(world, role).id });
  return user;
};
const withRequest =
  (rest: string): Row['ask'] =>
  async (world, role) => ({
    path: `/api/contacts/requests/${(await asker(world, role)).id}${rest}`,
    unknown: `/api/contacts/requests/${randomUUID()}${rest}`,
  });

/** What each role gets of contacts, blocks and privacy: everybody has her own. */
export const peopleRows: Readonly<Record<string, Row>> = {
  'GET /api/contacts': { expected: signedIn, ask: get('/api/contacts') },
  'POST /api/contacts': {
    expected: signedIn,
    ask: async (world) => ({ path: '/api/contacts', body: { userId: (await world.passerBy()).id } }),
  },
  'GET /api/contacts/requests': { expected: signedIn, ask: get('/api/contacts/requests?direction=in') },
  'POST /api/contacts/requests/:userId/accept': { expected: signedIn, ask: withRequest('/accept') },
  'POST /api/contacts/requests/:userId/decline': { expected: signedIn, ask: withRequest('/decline') },
  'DELETE /api/contacts/requests/:userId': {
    expected: signedIn,
    ask: async (world, role) => {
      const { id } = await world.passerBy();
      await self(world, role).ask('POST', '/api/contacts', { userId: id });
      return { path: `/api/contacts/requests/${id}` };
    },
  },
  'GET /api/contacts/:userId': {
    expected: signedIn,
    ask: async (world) => ({ path: `/api/contacts/${(await world.passerBy()).id}` }),
  },
  'DELETE /api/contacts/:userId': {
    expected: signedIn,
    ask: async (world, role) => {
      const { id } = await asker(world, role);
      await self(world, role).ask('POST', '/api/contacts', { userId: id });
      return { path: `/api/contacts/${id}` };
    },
  },
  'GET /api/blocks': { expected: signedIn, ask: get('/api/blocks') },
  'POST /api/blocks': {
    expected: signedIn,
    ask: async (world) => ({ path: '/api/blocks', body: { userId: (await world.passerBy()).id } }),
  },
  'DELETE /api/blocks/:userId': {
    expected: signedIn,
    ask: async (world) => ({ path: `/api/blocks/${(await world.passerBy()).id}` }),
  },
  'GET /api/me/privacy': { expected: signedIn, ask: get('/api/me/privacy') },
  'PATCH /api/me/privacy': {
    expected: signedIn,
    ask: () => ({ path: '/api/me/privacy', body: { whoCanFindMe: 'everyone' } }),
  },
};
