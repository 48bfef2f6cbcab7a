/** How long after a rotation the previous token is still accepted (two tabs, a lost reply). */
export const REFRESH_GRACE_MS = 30_000;

interface TokenState {
  generation: number;
  graceUsedAt: Date | null;
}
interface SessionState {
  generation: number;
  rotatedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

export type RefreshVerdict = 'rotate' | 'grace' | 'reused' | 'ended';

/**
 * What a presented refresh token means. A session counts generations: using a token of the current one
 * begins the next. A token of the one before is accepted once within the grace, and yields one more token
 * of the current generation; when either of these siblings is used, the other is of the one before. So two
 * holders of one token can't both go on for long: whoever comes late is seen as reuse.
 */
export function refreshVerdict(token: TokenState, session: SessionState, now: Date): RefreshVerdict {
  if (session.endedAt || session.expiresAt <= now) return 'ended';
  if (token.generation === session.generation) return 'rotate';
  const isPrevious = token.generation === session.generation - 1;
  const isInGrace = now.getTime() - session.rotatedAt.getTime() <= REFRESH_GRACE_MS;
  return isPrevious && isInGrace && !token.graceUsedAt ? 'grace' : 'reused';
}
