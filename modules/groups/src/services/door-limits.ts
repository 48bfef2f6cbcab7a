import type { RateLimit, RateLimits } from '@bridges/kit';
import type { GroupsConfig } from '../config.ts';

/** How often ways into groups may be tried. */
export interface DoorLimits {
  /** Looking at links and following them, by user: secrets can't be guessed, yet nobody should try. */
  links: RateLimit;
  /** Users invited, by inviter. */
  invitations: RateLimit;
  /** Groups made, by creator; rooms that are opened by a new name as well. */
  groups: RateLimit;
}

export function createDoorLimits(limits: RateLimits, config: GroupsConfig): DoorLimits {
  return {
    links: limits.create({
      name: 'groups.links',
      points: config.RATE_LIMIT_LINKS_PER_USER,
      perSeconds: 60,
    }),
    invitations: limits.create({
      name: 'groups.invitations',
      points: config.RATE_LIMIT_INVITATIONS_PER_USER,
      perSeconds: 3600,
    }),
    groups: limits.create({
      name: 'groups.groups',
      points: config.RATE_LIMIT_GROUPS_PER_USER,
      perSeconds: 3600,
    }),
  };
}
