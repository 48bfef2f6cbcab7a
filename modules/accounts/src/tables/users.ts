import type { Generated } from 'kysely';
import type { Audience } from './people.ts';

export interface UsersTable {
  id: string;
  username: string;
  /** How usernames are compared (`usernameKey`); unique. */
  usernameKey: string;
  displayName: string;
  /** How names are sorted (`nameKey`), in byte order. */
  nameKey: string;
  /** What the directory's search looks through (`searchKey` of the name, a line break, the username). */
  searchText: string;
  bio: Generated<string>;
  /** ISO date; read it through `userColumns`, drivers make a Date of it otherwise. */
  birthday: string | null;
  statusMessage: Generated<string>;
  language: 'en' | 'ru' | null;
  /** Never shown to others. Not unique: a taken address must not be revealed at registration. */
  email: string | null;
  emailKey: string | null;
  emailConfirmedAt: Date | null;
  /** Takes the place of `email` once it is confirmed. */
  pendingEmail: string | null;
  /** Rises whenever others must know that there is another confirmed address, or none. */
  mailVersion: Generated<number>;
  /** Argon2id, as a PHC string. */
  passwordHash: string;
  isAdmin: Generated<boolean>;
  joinedAt: Date;
  lastSeenAt: Date | null;
  /** Hers and the administrators' to know. */
  lastSignInAt: Date | null;
  /** Closed by an administrator: she can do nothing, and is told nothing, until it is opened again. */
  deactivatedAt: Date | null;
  /** Empty while it is open. */
  deactivationReason: Generated<string>;
  /** Rises whenever it is closed or opened. */
  deactivationVersion: Generated<number>;
  /** A file of the files module, claimed as her avatar. */
  avatarFileId: string | null;
  /** Who may write to her first. */
  whoCanWrite: Generated<Audience>;
  whoCanSeeLastSeen: Generated<Audience>;
  whoCanAddToGroups: Generated<Audience>;
  /** In the directory. */
  whoCanFindMe: Generated<Audience>;
}
