/** Bearer tokens, as `POST /api/token/` gives them. Keep them where no other program reads them. */
export interface Tokens {
  access: string;
  refresh: string;
}

/**
 * Who is asking: the browser's HttpOnly cookies, or tokens held in memory.
 * With tokens, `onTokens` hears of every change (null after signing out), for those who keep them.
 */
export type SessionMode = 'cookie' | { tokens?: Tokens | null; onTokens?: (tokens: Tokens | null) => void };

/** The newest tokens; null in cookie mode. */
export interface TokenHolder {
  readonly isBearer: boolean;
  get(): Tokens | null;
  set(tokens: Tokens | null): void;
}

/** Holds the tokens of a session and tells its owner of changes. */
export function createTokenHolder(mode: SessionMode): TokenHolder {
  let tokens = mode === 'cookie' ? null : (mode.tokens ?? null);
  return {
    isBearer: mode !== 'cookie',
    get: () => tokens,
    set(next) {
      if (mode === 'cookie') return;
      tokens = next;
      mode.onTokens?.(next);
    },
  };
}
