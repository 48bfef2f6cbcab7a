import { z } from 'zod';
import { email, publicUser } from './accounts.ts';
import { adminReason } from './admin-acts.ts';
import { cursor, pageLimit, plainText, timestamp } from './common.ts';
import { examples } from './examples.ts';

const example = {
  ...examples.bob,
  lastSignInAt: '2026-11-21T08:00:00.000Z',
  email: 'bob@example.org',
  isEmailConfirmed: false,
  pendingEmail: null,
  deactivatedAt: null,
};

/** A user as administrators see her. */
export const adminPerson = publicUser
  .extend({
    lastSignInAt: timestamp.nullable(),
    email: z.string().nullable(),
    isEmailConfirmed: z.boolean(),
    pendingEmail: z.string().nullable(),
    deactivatedAt: timestamp.nullable(),
  })
  .meta({ id: 'AdminPerson', example });
export type AdminPerson = z.infer<typeof adminPerson>;

export const adminPersonSort = z.enum(['name', '-name', 'joined', '-joined', 'lastSeen', '-lastSeen']);
export type AdminPersonSort = z.infer<typeof adminPersonSort>;

export const adminPeopleQuery = z.strictObject({
  search: plainText(254).optional().meta({
    description: 'Words or parts of words of the name, username or e-mail address; all must be there.',
  }),
  role: z.enum(['user', 'admin']).optional(),
  state: z.enum(['active', 'deactivated']).optional(),
  sort: adminPersonSort.optional().meta({ description: 'Default: `name`.' }),
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});

export const adminPeoplePage = z
  .object({ people: z.array(adminPerson), nextCursor: z.string().nullable() })
  .meta({ example: { people: [example], nextCursor: null } });
export type AdminPeoplePage = z.infer<typeof adminPeoplePage>;

/** One person, with what is looked up for her alone. */
export const adminPersonDetails = z
  .object({
    person: adminPerson,
    sessions: z.number().int().meta({ description: 'Devices that are signed in.' }),
    deactivationReason: z.string().meta({ description: 'Empty while the account is open.' }),
    hasMail: z.boolean().meta({ description: 'The server sends letters.' }),
  })
  .meta({ example: { person: example, sessions: 2, deactivationReason: '', hasMail: true } });
export type AdminPersonDetails = z.infer<typeof adminPersonDetails>;

export const adminRoleBody = z
  .strictObject({ isAdmin: z.boolean(), reason: adminReason.default('') })
  .meta({ example: { isAdmin: true, reason: '' } });

export const optionalReasonBody = z
  .strictObject({ reason: adminReason.default('') })
  .meta({ example: { reason: 'A lost phone' } });

export const confirmEmailBody = z
  .strictObject({ email, reason: adminReason.default('') })
  .meta({ description: 'The address as it stands, so that no other one is confirmed.' })
  .meta({ example: { email: 'bob@example.org', reason: 'Showed it to me' } });

/** A link by which she chooses a new password, to be handed to her; shown this once. */
export const passwordLink = z.object({ url: z.string(), expiresAt: timestamp }).meta({
  example: {
    url: 'https://chat.example.org/reset-password?token=vB2n0mPRxk0X3f9rZr0xV8vJmO0c1g6bS5m2XH0aQwE',
    expiresAt: '2026-11-21T10:45:00.000Z',
  },
});
export type PasswordLink = z.infer<typeof passwordLink>;
