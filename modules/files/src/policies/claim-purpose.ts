import type { ClaimPurpose } from '../tables/database.ts';

/** What a module may keep a file for. */
export function claimPurpose(name: string): ClaimPurpose {
  if (name === 'avatar' || name === 'picture') return name;
  throw new Error(`files are claimed as "avatar" or "picture", not as "${name}"`);
}
