import { UserUpdatedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { events } from '../events.ts';
import { toPublicUser, toUserMessage } from '../presenters/user.ts';
import { usersById } from '../selectors/users-by-id.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import type { Trx } from '../tables/database.ts';
import { publishUser } from './live-publish.ts';
import { profileForget } from './people-forget.ts';

/** In the transaction that changed the row: other modules learn of it, and our own caches once more. */
export async function profileAnnounce(trx: Trx, userId: string): Promise<UserRow> {
  const [user] = await usersById(trx, [userId]);
  if (!user) throw errors.user_not_found();
  await outboxAppend(trx, UserUpdatedSchema, events.userUpdated, {
    user: toUserMessage({ ...user, lastSeenAt: null }),
  });
  return user;
}

/** After the commit: who is shown her sees how she is now. */
export async function profileTell(
  { db, bus, peopleCaches, broker }: Pick<Deps, 'db' | 'bus' | 'peopleCaches' | 'broker'>,
  user: UserRow,
): Promise<void> {
  await profileForget(peopleCaches, db, user.id, true);
  broker.kick();
  publishUser(bus, toPublicUser({ ...user, lastSeenAt: user.isDeactivated ? null : user.lastSeenAt }));
}
