import { sql } from 'kysely';

/** What presenters need of a user; the birthday as its ISO date. */
export const userColumns = [
  'users.id',
  'users.username',
  'users.displayName',
  'users.bio',
  'users.statusMessage',
  'users.language',
  'users.email',
  'users.emailConfirmedAt',
  'users.pendingEmail',
  'users.isAdmin',
  'users.joinedAt',
  'users.lastSeenAt',
  'users.lastSignInAt',
  'users.avatarFileId',
  sql<string | null>`users.birthday::text`.as('birthday'),
  sql<boolean>`users.deactivated_at is not null`.as('isDeactivated'),
] as const;

/** What everybody may know of a user, but for her last activity. */
export interface ProfileRow {
  id: string;
  username: string;
  displayName: string;
  bio: string;
  birthday: string | null;
  statusMessage: string;
  isAdmin: boolean;
  joinedAt: Date;
  avatarFileId: string | null;
  isDeactivated: boolean;
}

export interface UserRow extends ProfileRow {
  language: 'en' | 'ru' | null;
  email: string | null;
  emailConfirmedAt: Date | null;
  pendingEmail: string | null;
  lastSeenAt: Date | null;
  lastSignInAt: Date | null;
}
