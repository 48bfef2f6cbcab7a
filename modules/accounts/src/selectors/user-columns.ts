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
  'users.isAdmin',
  'users.joinedAt',
  'users.lastSeenAt',
  'users.avatarFileId',
  sql<string | null>`users.birthday::text`.as('birthday'),
] as const;

export interface UserRow {
  id: string;
  username: string;
  displayName: string;
  bio: string;
  birthday: string | null;
  statusMessage: string;
  language: 'en' | 'ru' | null;
  email: string | null;
  isAdmin: boolean;
  joinedAt: Date;
  lastSeenAt: Date | null;
  avatarFileId: string | null;
}
