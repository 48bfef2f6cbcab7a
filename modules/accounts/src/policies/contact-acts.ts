import type { ContactState } from '../tables/people.ts';

/** What stands between two users, as one of them asks. */
export interface PairState {
  /** In my list of the other, and in the other's of me. */
  mine: ContactState | undefined;
  theirs: ContactState | undefined;
  isBlockedByMe: boolean;
  hasBlockedMe: boolean;
}

/** What the two rows of a pair hold after an act; null: no row. Undefined: this act is not possible here. */
export type PairAfter = { mine: ContactState | null; theirs: ContactState | null } | undefined;

/** As it was. */
export const keep = ({ mine, theirs }: PairState): NonNullable<PairAfter> => ({
  mine: mine ?? null,
  theirs: theirs ?? null,
});

/**
 * A request that meets a request makes contacts. One that the other declined, or whom the other has blocked,
 * may ask as often as he likes: she is not shown it, and he can't tell.
 */
export function afterRequest(pair: PairState): PairAfter {
  if (pair.isBlockedByMe) return undefined;
  if (pair.mine === 'contact' || pair.mine === 'sent') return keep(pair);
  if (pair.theirs === 'sent') return { mine: 'contact', theirs: 'contact' };
  return { mine: 'sent', theirs: pair.hasBlockedMe || pair.theirs === 'declined' ? 'declined' : 'received' };
}

/** Repeating it is harmless. */
export function afterAccept(pair: PairState): PairAfter {
  if (pair.mine === 'contact') return keep(pair);
  return pair.mine === 'received' ? { mine: 'contact', theirs: 'contact' } : undefined;
}

/** The other is not told: his request goes on waiting. */
export function afterDecline(pair: PairState): PairAfter {
  if (pair.mine === 'declined') return keep(pair);
  return pair.mine === 'received' ? { ...keep(pair), mine: 'declined' } : undefined;
}

/** What she declined stays declined, should I ask again. */
export function afterCancel(pair: PairState): PairAfter {
  if (pair.mine !== 'sent') return undefined;
  return { mine: null, theirs: pair.theirs === 'declined' ? 'declined' : null };
}

export function afterRemove(pair: PairState): PairAfter {
  return pair.mine === 'contact' ? { mine: null, theirs: null } : undefined;
}

/** Contacts and my own request end; the other's request goes on waiting, for nobody. */
export function afterBlock(pair: PairState): PairAfter {
  if (pair.theirs === 'sent') return { mine: 'declined', theirs: 'sent' };
  if (pair.mine === 'sent') return afterCancel(pair);
  return pair.mine === 'contact' ? { mine: null, theirs: null } : keep(pair);
}
