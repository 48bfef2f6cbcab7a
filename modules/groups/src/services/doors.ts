import type { DoorLimits } from './door-limits.ts';
import type { DoorsAnnouncer } from './doors-announcer.ts';
import type { MembershipWriter } from './membership-commit.ts';
import type { People } from './people-to-invite.ts';
import type { FindUsers } from './user-finder.ts';

/** What the ways into a group are built with; each function takes the `Pick` that it uses. */
export interface Doors {
  writer: MembershipWriter;
  announcer: DoorsAnnouncer;
  accounts: People;
  limits: DoorLimits;
  findUsers: FindUsers;
  /** Where people reach this installation. */
  publicUrl: () => string;
}

/** Telling devices is best effort: the lists tell whoever missed it. */
export function inBackground(work: Promise<void>): void {
  void work.catch(() => {});
}
