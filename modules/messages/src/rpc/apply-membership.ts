import type { ApplyMembershipRequest } from '@bridges/contracts/proto';
import type { Kysely } from 'kysely';
import { membershipAnnounce } from '../services/membership-announce.ts';
import type { AnnounceContext } from '../services/membership-announce.ts';
import { membershipApplyNow } from '../services/membership-apply.ts';
import type { Database } from '../tables/database.ts';

/** Answers once the change is in force here and the gateways were told. */
export async function applyMembership(
  context: AnnounceContext & { db: Kysely<Database> },
  { change }: ApplyMembershipRequest,
) {
  if (change) membershipAnnounce(context, change, await membershipApplyNow(context.db, change));
  return {};
}
