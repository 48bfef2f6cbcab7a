import { UserRegisteredSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import { events } from '../events.ts';
import { emailKey, nameKey, searchText, usernameKey } from '../keys.ts';
import { toUserMessage } from '../presenters/user.ts';
import { userColumns } from '../selectors/user-columns.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import type { Trx } from '../tables/database.ts';
import { userNamesPut } from './user-names-put.ts';

export interface NewUser {
  username: string;
  passwordHash: string;
  email?: string | undefined;
  displayName?: string | undefined;
  language?: 'en' | 'ru' | undefined;
  isAdmin?: boolean;
  isEmailConfirmed?: boolean;
}

/** Stores a user and the event of it. @throws AppError accounts.username_taken */
export async function userInsert(trx: Trx, newUser: NewUser): Promise<UserRow> {
  const { username, email, displayName = username } = newUser;
  const now = new Date();
  const user = await trx
    .insertInto('users')
    .values({
      id: uuidv7(),
      username,
      usernameKey: usernameKey(username),
      displayName,
      nameKey: nameKey(displayName),
      searchText: searchText(displayName, username),
      language: newUser.language ?? null,
      email: email ?? null,
      emailKey: email === undefined ? null : emailKey(email),
      emailConfirmedAt: newUser.isEmailConfirmed ? now : null,
      passwordHash: newUser.passwordHash,
      isAdmin: newUser.isAdmin ?? false,
      joinedAt: now,
    })
    // A refused insert would spoil the transaction: this way the caller may still decide.
    .onConflict((conflict) => conflict.column('usernameKey').doNothing())
    .returning(userColumns)
    .executeTakeFirst();
  if (!user) throw errors.username_taken();
  await userNamesPut(trx, [user]);
  await outboxAppend(trx, UserRegisteredSchema, events.userRegistered, {
    user: toUserMessage({ ...user, lastSeenAt: null }),
  });
  return user;
}
