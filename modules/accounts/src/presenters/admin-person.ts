import type { AdminPerson } from '@bridges/contracts';
import type { AdminPersonRow } from '../selectors/admin-person.ts';
import { toPublicUser } from './user.ts';

/** What administrators may know of a user. */
export function toAdminPerson(row: AdminPersonRow): AdminPerson {
  return {
    ...toPublicUser(row),
    isAdmin: row.isAdmin,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    email: row.email,
    isEmailConfirmed: row.emailConfirmedAt !== null,
    pendingEmail: row.pendingEmail,
    deactivatedAt: row.deactivatedAt?.toISOString() ?? null,
  };
}
