import type { ApplyMembershipRequest } from '@bridges/contracts/proto';
import type { Kysely } from 'kysely';
import type { LiveAnnouncer } from '../services/live-announcer.ts';
import { membershipAnnounce } from '../services/membership-announce.ts';
import { membershipApplyNow } from '../services/membership-apply.ts';
import type { Database } from '../tables/database.ts';

/** Answers once the change is in force here and the gateways were told. */
export async function applyMembership(
  db: Kysely<Database>,
  live: LiveAnnouncer,
  { change }: ApplyMembershipRequest,
) {
  if (change) membershipAnnounce(live, change, await membershipApplyNow(db, change));
  return {};
}
