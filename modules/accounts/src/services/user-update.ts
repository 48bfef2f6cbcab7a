import { UserUpdatedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { events } from '../events.ts';
import { nameKey, searchText } from '../keys.ts';
import { toPublicUser, toUserMessage } from '../presenters/user.ts';
import { userColumns } from '../selectors/user-columns.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import { userGet } from '../selectors/user-get.ts';
import { profileForget } from './people-forget.ts';
import { publishUser } from './live-publish.ts';
import { userNamesPut } from './user-names-put.ts';

export interface ProfileChange {
  displayName?: string | undefined;
  bio?: string | undefined;
  birthday?: string | null | undefined;
  statusMessage?: string | undefined;
  language?: 'en' | 'ru' | null | undefined;
  /** Claimed before: see `avatarChange`. */
  avatarFileId?: string | null | undefined;
}

/** Changes the fields that are given. Others hear of it when what they may see was among them. */
export async function userUpdate(
  { db, broker, bus, peopleCaches }: Pick<Deps, 'db' | 'broker' | 'bus' | 'peopleCaches'>,
  viewer: { userId: string; username: string },
  change: ProfileChange,
): Promise<UserRow> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return userGet(db, viewer.userId);
  const { displayName } = change;
  const keys =
    displayName === undefined
      ? {}
      : { nameKey: nameKey(displayName), searchText: searchText(displayName, viewer.username) };
  const isPublic = Object.keys(given).some((field) => field !== 'language');

  const user = await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('users')
      .set({ ...given, ...keys })
      .where('users.id', '=', viewer.userId)
      .returning(userColumns)
      .executeTakeFirst();
    if (!row) throw errors.user_not_found();
    if (displayName !== undefined) await userNamesPut(trx, [row]);
    if (isPublic)
      await outboxAppend(trx, UserUpdatedSchema, events.userUpdated, {
        user: toUserMessage({ ...row, lastSeenAt: null }),
      });
    return row;
  });
  if (isPublic) {
    await profileForget(peopleCaches, db, user.id, displayName !== undefined);
    broker.kick();
    publishUser(bus, toPublicUser(user));
  }
  return user;
}
