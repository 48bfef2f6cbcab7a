import type { Holder } from '../tables/database.ts';

/** What may hold files that are to be sent yet. */
export function holderName(name: string): Holder {
  if (name === 'draft' || name === 'scheduled') return name;
  throw new Error(`files are held by a "draft" or a "scheduled" message, not by "${name}"`);
}
