import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './matrix-world.ts';
import { get, groupAdmins, members, signedIn } from './route-row.ts';
import type { Expected, Role, Row } from './route-row.ts';

const ofGroup =
  (rest: string, body?: unknown): Row['ask'] =>
  ({ chatId }) => ({
    path: `/api/groups/${chatId}${rest}`,
    unknown: `/api/groups/${randomUUID()}${rest}`,
    ...(body === undefined ? {} : { body }),
  });

const self = ({ users }: MatrixWorld, role: Role) => users[role === 'anonymous' ? 'other' : role];

/** Of a group of somebody else's, who invited this role. */
async function invitationOf(world: MatrixWorld, role: Role): Promise<string> {
  const host = await world.passerBy();
  const { body } = await host.ask<{ chatId: string }>('POST', '/api/groups', { title: 'Of a passer-by' });
  return invite(host, body.chatId, self(world, role).id);
}

async function invite(by: MatrixWorld['users']['owner'], chatId: string, userId: string): Promise<string> {
  const path = `/api/groups/${chatId}/invitations`;
  const { body } = await by.ask<{ invitations: { id: string }[] }>('POST', path, { userIds: [userId] });
  return body.invitations[0]?.id ?? '';
}

interface MadeLink {
  link: { id: string; chatId: string };
  secret: string;
}
async function linkBy(
  maker: MatrixWorld['users']['owner'],
  chatId: string | undefined,
  terms: object = {},
): Promise<MadeLink> {
  const own = async () =>
    (await maker.ask<{ chatId: string }>('POST', '/api/groups', { title: 'Of a passer-by' })).body.chatId;
  const path = `/api/groups/${chatId ?? (await own())}/invite-links`;
  return (await maker.ask<MadeLink>('POST', path, terms)).body;
}

/** Somebody asks to be let into the group. */
async function requester(world: MatrixWorld): Promise<string> {
  const user = await world.passerBy();
  const { secret } = await linkBy(world.users.owner, world.chatId, { needsApproval: true });
  await user.ask('POST', `/api/invite-links/${secret}/join`);
  return user.id;
}
const ofRequester =
  (verb: string): Row['ask'] =>
  async (world) => {
    const rest = `/join-requests/${await requester(world)}/${verb}`;
    return { path: `/api/groups/${world.chatId}${rest}`, unknown: `/api/groups/${randomUUID()}${rest}` };
  };

const inviters: Expected = { ...members, member: 404 };

/** Ways into groups. */
export const doorRows: Readonly<Record<string, Row>> = {
  'POST /api/groups/:id/invitations': {
    expected: groupAdmins,
    ask: async (world, role) =>
      ofGroup('/invitations', { userIds: [(await world.passerBy()).id] })(world, role),
  },
  'GET /api/groups/:id/invitations': { expected: groupAdmins, ask: ofGroup('/invitations') },
  'GET /api/invitations': { expected: signedIn, ask: get('/api/invitations') },
  'POST /api/invitations/:id/accept': {
    expected: signedIn,
    ask: async (world, role) => ({ path: `/api/invitations/${await invitationOf(world, role)}/accept` }),
  },
  'POST /api/invitations/:id/decline': {
    expected: signedIn,
    ask: async (world, role) => ({ path: `/api/invitations/${await invitationOf(world, role)}/decline` }),
  },
  'DELETE /api/invitations/:id': {
    expected: inviters,
    ask: async (world) => {
      const { id } = await world.passerBy();
      return {
        path: `/api/invitations/${await invite(world.users.owner, world.chatId, id)}`,
        unknown: `/api/invitations/${randomUUID()}`,
      };
    },
  },
  'POST /api/groups/:id/invite-links': { expected: groupAdmins, ask: ofGroup('/invite-links', {}) },
  'GET /api/groups/:id/invite-links': { expected: groupAdmins, ask: ofGroup('/invite-links') },
  'DELETE /api/groups/:id/invite-links/:linkId': {
    expected: groupAdmins,
    ask: async (world) => {
      const { link } = await linkBy(world.users.owner, world.chatId);
      return {
        path: `/api/groups/${world.chatId}/invite-links/${link.id}`,
        unknown: `/api/groups/${randomUUID()}/invite-links/${link.id}`,
      };
    },
  },
  // Whoever holds the secret may: that is what it is for.
  'GET /api/invite-links/:secret': {
    expected: signedIn,
    ask: async (world) => ({
      path: `/api/invite-links/${(await linkBy(await world.passerBy(), undefined)).secret}`,
    }),
  },
  'POST /api/invite-links/:secret/join': {
    expected: signedIn,
    ask: async (world) => ({
      path: `/api/invite-links/${(await linkBy(await world.passerBy(), undefined)).secret}/join`,
    }),
  },
  'GET /api/groups/:id/join-requests': { expected: groupAdmins, ask: ofGroup('/join-requests') },
  'POST /api/groups/:id/join-requests/:userId/approve': {
    expected: groupAdmins,
    ask: ofRequester('approve'),
  },
  'POST /api/groups/:id/join-requests/:userId/decline': {
    expected: groupAdmins,
    ask: ofRequester('decline'),
  },
  'GET /api/join-requests': { expected: signedIn, ask: get('/api/join-requests') },
  'DELETE /api/join-requests/:id': {
    expected: signedIn,
    ask: async (world, role) => {
      const { link, secret } = await linkBy(await world.passerBy(), undefined, { needsApproval: true });
      await self(world, role).ask('POST', `/api/invite-links/${secret}/join`);
      return { path: `/api/join-requests/${link.chatId}` };
    },
  },
};
