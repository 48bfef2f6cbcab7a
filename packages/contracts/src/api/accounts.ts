import { z } from 'zod';
import { limits } from '../protocol.ts';
import { examples } from './examples.ts';
import { cursor, pageLimit, plainText, singleLine, timestamp, uuid } from './common.ts';

/** Latin letters, digits, `_`, `.` and `-`; begins with a letter or digit. Compared without case. */
export const username = z
  .string()
  .min(limits.username.min)
  .max(limits.username.max)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'may hold Latin letters, digits, "_", "." and "-"');
export const email = z.email().max(254);
export const password = plainText(limits.password.max, limits.password.min);
export const language = z.enum(['en', 'ru']);

export const publicUser = z
  .object({
    id: uuid,
    username: z.string(),
    displayName: z.string(),
    bio: z.string(),
    birthday: z.iso.date().nullable(),
    statusMessage: z.string(),
    isAdmin: z.boolean(),
    joinedAt: timestamp,
    lastSeenAt: timestamp.nullable(),
    avatarFileId: uuid.nullable().meta({ description: 'Her picture: `GET /api/files/{id}/thumbnail`.' }),
    lastSignInAt: timestamp
      .nullable()
      .optional()
      .meta({ description: 'Told to administrators and to herself; absent for everybody else.' }),
    isDeactivated: z
      .boolean()
      .optional()
      .meta({ description: 'Her account is closed for now; absent while it is not.' }),
  })
  .meta({ id: 'PublicUser', example: examples.bob });
export type PublicUser = z.infer<typeof publicUser>;

export const me = publicUser
  .extend({
    email: z.string().nullable(),
    isEmailConfirmed: z.boolean().meta({ description: 'Only a confirmed address gets letters.' }),
    pendingEmail: z
      .string()
      .nullable()
      .meta({ description: 'The address that takes its place once it is confirmed.' }),
    language: language.nullable(),
    lastSignInAt: timestamp.nullable(),
  })
  .meta({ id: 'Me', example: examples.me });
export type Me = z.infer<typeof me>;

export const registerBody = z.strictObject({
  username,
  password,
  email: email.optional(),
  displayName: singleLine(limits.displayName, 1).optional(),
  language: language.optional(),
});
/** `username` may be an e-mail address. */
export const credentialsBody = z.strictObject({
  username: plainText(254, 1),
  password: plainText(limits.password.max, 1),
});
export const tokenPair = z
  .object({ access: z.string(), refresh: z.string() })
  .meta({ id: 'TokenPair', example: { access: 'eyJhbGciOiJFZERTQSJ9…', refresh: 'kQ3v…' } });
export const refreshBody = z.strictObject({ refresh: plainText(500, 1) });
export const setupBody = registerBody.extend({ token: plainText(200, 1) });
export const setupState = z
  .object({
    isNeeded: z.boolean(),
    hasMail: z.boolean().meta({ description: 'The server sends letters, e.g. for a forgotten password.' }),
  })
  .meta({ example: { isNeeded: false, hasMail: true } });

export const session = z
  .object({
    id: uuid,
    device: z.string(),
    address: z.string(),
    createdAt: timestamp,
    lastUsedAt: timestamp,
    isCurrent: z.boolean(),
  })
  .meta({
    id: 'Session',
    example: {
      id: '0199f3a3-5000-7a10-8b11-0a1b2c3d4e05',
      device: 'Firefox on Linux',
      address: '203.0.113.7',
      createdAt: '2026-11-20T08:00:00.000Z',
      lastUsedAt: '2026-11-21T09:30:00.000Z',
      isCurrent: true,
    },
  });
export type Session = z.infer<typeof session>;

export const profileBody = z.strictObject({
  displayName: singleLine(limits.displayName, 1).optional(),
  bio: plainText(limits.bio).optional(),
  birthday: z.iso
    .date()
    .refine((date) => date >= '1900-01-01' && date <= new Date().toISOString().slice(0, 10), {
      message: 'must lie between 1900 and today',
    })
    .nullable()
    .optional(),
  statusMessage: singleLine(limits.statusMessage).optional(),
  language: language.nullable().optional(),
});
export const passwordBody = z.strictObject({
  currentPassword: plainText(limits.password.max, 1),
  newPassword: password,
});

export const userSort = z
  .enum(['name', '-name', 'lastSeen', '-lastSeen', 'joined', '-joined', 'relevance'])
  .meta({
    description:
      '`relevance` (default with a search): my contacts first, then as written before beginnings, other spellings and parts; near misses where hardly anybody is found. Default otherwise: `name`.',
  });
export const userListQuery = z.strictObject({
  search: plainText(100).optional().meta({
    description:
      'Words or parts of words of the name or username, in either alphabet and keyboard layout; all must be there.',
  }),
  sort: userSort.optional(),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(uuid).min(1).max(100))
    .optional()
    .meta({ description: 'Comma-separated ids; the other filters are ignored then.' }),
});
export const userPage = z.object({ users: z.array(publicUser), nextCursor: z.string().nullable() });
export type UserPage = z.infer<typeof userPage>;
