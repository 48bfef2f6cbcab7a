import type { Audience } from '../tables/people.ts';

/** How a viewer stands to a person, and what that person allows. */
export interface Standing {
  isSelf: boolean;
  /** They are contacts of each other. */
  isContact: boolean;
  /** The person has blocked the viewer. */
  hasBlockedMe: boolean;
  isBlockedByMe: boolean;
  isDeactivated: boolean;
  whoCanWrite: Audience;
  whoCanSeeLastSeen: Audience;
  whoCanAddToGroups: Audience;
  whoCanFindMe: Audience;
}

/**
 * The one rule of blocks: to somebody she has blocked, a person is as if every setting of hers said "nobody".
 * So a block can't be told from a setting.
 */
function allows(standing: Standing, audience: Audience): boolean {
  if (standing.isSelf) return true;
  if (standing.hasBlockedMe) return false;
  return audience === 'everyone' || (audience === 'contacts' && standing.isContact);
}

/** Whoever blocks somebody can't write to him either: what he can't answer must not be said. */
export function canWrite(standing: Standing): boolean {
  return !standing.isDeactivated && !standing.isBlockedByMe && allows(standing, standing.whoCanWrite);
}

export function canSeePresence(standing: Standing): boolean {
  return !standing.isDeactivated && allows(standing, standing.whoCanSeeLastSeen);
}

export function canAddToGroup(standing: Standing): boolean {
  return !standing.isDeactivated && !standing.isBlockedByMe && allows(standing, standing.whoCanAddToGroups);
}

/** Listed in the directory, and shown by id to people who have nothing to do with her. */
export function canFind(standing: Standing): boolean {
  return !standing.isDeactivated && allows(standing, standing.whoCanFindMe);
}

/** Told at once when the profile changes, also that she is back. */
export function canFollowProfile(standing: Standing): boolean {
  return standing.isSelf || !standing.hasBlockedMe;
}
