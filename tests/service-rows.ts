import { randomUUID } from 'node:crypto';
import { ask } from '@bridges/dev-env';
import { serviceSecret } from './matrix-world.ts';
import type { MatrixWorld } from './matrix-world.ts';
import { all, members, signedIn } from './route-row.ts';
import type { Expected, Row } from './route-row.ts';

const services: Expected = { ...all(401), service: 2 };
const administrators: Expected = { ...all(403), anonymous: 401, service: 401, serverAdmin: 2 };

const card = { title: 'Order', status: 'Paid' };
const unknown = () => `/api/contexts/order/${randomUUID().slice(0, 13)}`;

/** The chat of a thing with the same people in it as the group. */
async function contextIn({ platform, users }: MatrixWorld): Promise<string> {
  const path = unknown();
  const { member, groupAdmin, owner } = users;
  const body = { card, members: [member, groupAdmin, owner].map(({ id }) => ({ userId: id })) };
  await ask(platform.url, 'PUT', path, body, serviceSecret);
  return path;
}

async function keyOf(world: MatrixWorld): Promise<string> {
  const { body } = await world.users.serverAdmin.ask<{ key: { id: string } }>(
    'POST',
    '/api/admin/service-keys',
    { name: 'To revoke' },
  );
  return body.key.id;
}

/** What programs of the operator's do, and who gives them their keys. */
export const serviceRows: Readonly<Record<string, Row>> = {
  'PUT /api/contexts/:type/:id': { expected: services, ask: () => ({ path: unknown(), body: { card } }) },
  'GET /api/contexts/:type/:id': {
    expected: { ...members, service: 2 },
    ask: async (world) => ({ path: await contextIn(world), unknown: unknown() }),
  },
  'GET /api/contexts': { expected: { ...signedIn, service: 2 }, ask: () => ({ path: '/api/contexts' }) },
  'DELETE /api/contexts/:type/:id': {
    expected: services,
    ask: async (world) => ({ path: await contextIn(world) }),
  },
  'POST /api/admin/service-keys': {
    expected: administrators,
    ask: () => ({ path: '/api/admin/service-keys', body: { name: 'Shop' } }),
  },
  'GET /api/admin/service-keys': {
    expected: administrators,
    ask: () => ({ path: '/api/admin/service-keys' }),
  },
  'DELETE /api/admin/service-keys/:id': {
    expected: administrators,
    ask: async (world) => ({ path: `/api/admin/service-keys/${await keyOf(world)}` }),
  },
};
