import { createHash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { LRUCache } from 'lru-cache';

/** Who is asking, taken from a verified access token of a live session. */
export interface Viewer {
  userId: string;
  sessionId: string;
  username: string;
  isAdmin: boolean;
  /** When the token itself ends, in milliseconds since 1970. */
  expiresAtMs: number;
}

/** Verifies access tokens. */
export interface Identity {
  /** The viewer, or undefined: bad signature, wrong kind, expired, or its session has ended. Throws only when it cannot know. */
  verify(token: string): Promise<Viewer | undefined>;
}

/** What access tokens must say. */
export const tokenClaims = {
  issuer: 'bridges',
  audience: 'bridges',
  algorithm: 'EdDSA',
  /** JOSE header `typ` of access tokens (RFC 9068): a refresh or other token is never accepted as one. */
  type: 'at+jwt',
} as const;

/** What is true of a session now, whatever its tokens say. */
export interface LiveSession {
  isAdmin: boolean;
}

export interface IdentityOptions {
  /** The published keys (accounts' JWKS); asked again when a token names an unknown key. */
  fetchKeys: () => Promise<JSONWebKeySet>;
  /** Undefined: the session is over. */
  checkSession: (sessionId: string) => Promise<LiveSession | undefined>;
}

/**
 * Signatures are checked once per token and remembered until it expires; the session is asked for on every
 * call, so that a signed-out token is refused at once (G7), and a role is taken at once.
 */
export function createIdentity({ fetchKeys, checkSession }: IdentityOptions): Identity {
  const verified = new LRUCache<string, Viewer>({ max: 20_000 });
  let keys: Promise<ReturnType<typeof createLocalJWKSet>> | undefined;
  let keysAskedAtMs = 0;

  const keySet = (isRefresh: boolean) => {
    // Unknown keys in forged tokens must not make us ask again and again.
    if (!keys || (isRefresh && Date.now() - keysAskedAtMs > 5000)) {
      keysAskedAtMs = Date.now();
      keys = fetchKeys().then(createLocalJWKSet);
      keys.catch(() => (keys = undefined));
    }
    return keys;
  };

  async function checkSignature(token: string, isRefresh = false): Promise<Viewer | undefined> {
    const set = await keySet(isRefresh);
    try {
      const { payload } = await jwtVerify(token, set, {
        issuer: tokenClaims.issuer,
        audience: tokenClaims.audience,
        algorithms: [tokenClaims.algorithm],
        typ: tokenClaims.type,
        requiredClaims: ['exp', 'sub', 'sid'],
      });
      return {
        userId: String(payload.sub),
        sessionId: String(payload['sid']),
        username: String(payload['usr']),
        isAdmin: payload['adm'] === true,
        expiresAtMs: (payload.exp ?? 0) * 1000,
      };
    } catch (error) {
      const isUnknownKey = (error as { code?: string }).code === 'ERR_JWKS_NO_MATCHING_KEY';
      return isUnknownKey && !isRefresh ? checkSignature(token, true) : undefined;
    }
  }

  return {
    async verify(token) {
      if (token.length > 4096) return undefined;
      const key = createHash('sha256').update(token).digest('base64');
      let viewer = verified.get(key);
      if (!viewer) {
        viewer = await checkSignature(token);
        if (!viewer) return undefined;
        verified.set(key, viewer);
      }
      if (viewer.expiresAtMs <= Date.now()) return undefined;
      const session = await checkSession(viewer.sessionId);
      return session && { ...viewer, isAdmin: session.isAdmin };
    },
  };
}
