import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './matrix-world.ts';

/** Everyone who may stand before a door; the middle four by their place in one group. */
export const roles = [
  'anonymous',
  'other',
  'exMember',
  'member',
  'groupAdmin',
  'owner',
  'serverAdmin',
  // A program with a service key.
  'service',
] as const;
export type Role = (typeof roles)[number];

/** What each role gets: a status, or 2 for any success. */
export type Expected = Readonly<Record<Role, number>>;

export const everyone: Expected = {
  anonymous: 2,
  other: 2,
  exMember: 2,
  member: 2,
  groupAdmin: 2,
  owner: 2,
  serverAdmin: 2,
  service: 2,
};
export const signedIn: Expected = { ...everyone, anonymous: 401, service: 401 };
/** Outsiders, server administrators too, are told what they would be told of a group that does not exist. */
export const members: Expected = { ...signedIn, other: 404, exMember: 404, serverAdmin: 404 };
export const groupAdmins: Expected = { ...members, member: 403 };
export const all = (status: number): Expected =>
  Object.fromEntries(roles.map((role) => [role, status])) as unknown as Expected;

export interface Asked {
  path: string;
  /** Sent as JSON; bytes as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The same about something that does not exist: a 404 must be answered alike. */
  unknown?: string;
}

export interface Row {
  expected: Expected;
  ask: (world: MatrixWorld, role: Role) => Asked | Promise<Asked>;
  /** Served only where the web client is built. */
  isOptional?: boolean;
}

export const get =
  (path: string): Row['ask'] =>
  () => ({ path });
export const ofChat =
  (rest: string, body?: unknown): Row['ask'] =>
  ({ chatId }) => ({
    path: `/api/chats/${chatId}${rest}`,
    unknown: `/api/chats/${randomUUID()}${rest}`,
    ...(body === undefined ? {} : { body }),
  });
