import type { MembershipChanged } from '@bridges/contracts/proto';
import type { LiveAnnouncer } from './live-announcer.ts';
import type { AppliedChange } from './membership-apply.ts';

/** Removals first: nothing may be heard after them. */
export function membershipAnnounce(
  live: LiveAnnouncer,
  change: MembershipChanged,
  applied: AppliedChange,
): void {
  live.chatRemoved(change.chatId, applied.removed);
  live.chatAdded(change.chatId, applied.added);
  void live.chatChanged(change.chatId, [...applied.added, ...applied.changed]).catch(() => {});
}
