import type { SocketEvent } from '@bridges/contracts';
import type { Deps } from '../deps.ts';
import type { PairAfter, PairState } from '../policies/contact-acts.ts';
import { canFollowProfile, canSeePresence } from '../policies/may-with.ts';
import { toRelation } from '../presenters/people.ts';
import { toPublicUser } from '../presenters/user.ts';
import { incomingCount, relationGet } from '../selectors/relations.ts';
import { seenUsers } from '../selectors/seen-users.ts';
import { standingsOf } from '../selectors/standings.ts';
import { usersById } from '../selectors/users-by-id.ts';
import type { ContactState } from '../tables/people.ts';
import { publishTo, publishUnwatch } from './live-publish.ts';

type AnnounceDeps = Pick<Deps, 'db' | 'bus'>;
type Shown = ContactState | null | undefined;

/** What a person is not shown is nothing to her. */
const shown = (state: Shown) => (state === 'declined' ? null : (state ?? null));

/**
 * After the commit: both hear on all their devices what changed for them, and nothing of what did not. Whoever
 * may not see the other's presence any more stops hearing it.
 */
export async function relationAnnounce(
  deps: AnnounceDeps,
  [userId, otherId]: readonly [string, string],
  before: PairState,
  after: NonNullable<PairAfter>,
  hasBlockChanged = false,
): Promise<void> {
  const isMineNew = hasBlockChanged || shown(before.mine) !== shown(after.mine);
  await Promise.all([
    tell(deps, userId, otherId, isMineNew),
    tell(deps, otherId, userId, shown(before.theirs) !== shown(after.theirs)),
  ]);
}

async function tell(
  { db, bus }: AnnounceDeps,
  viewerId: string,
  otherId: string,
  isRelationNew: boolean,
): Promise<void> {
  const standing = (await standingsOf(db, viewerId, [otherId])).get(otherId);
  const [other] = await seenUsers(db, viewerId, await usersById(db, [otherId]));
  if (!standing || !other) return;
  const user = toPublicUser(other);
  if (!canSeePresence(standing)) publishUnwatch(bus, viewerId, otherId, canFollowProfile(standing));
  const [relation, count] = await Promise.all([
    relationGet(db, viewerId, otherId),
    incomingCount(db, viewerId),
  ]);
  const event: SocketEvent = isRelationNew
    ? { ev: 'contact', user, relation: toRelation(relation), incomingCount: count }
    : { ev: 'user', user };
  publishTo(bus, `user:${viewerId}`, event);
}
