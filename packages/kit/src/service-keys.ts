import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** How a service key begins: told apart from access tokens, and found by scanners of leaked secrets. */
export const serviceKeyPrefix = 'bsk_';
const form = /^bsk_[\w-]{32,200}$/;

/** A program of the operator's (a shop, a CRM) that asks with a service key. */
export interface ServiceCaller {
  keyId: string;
  name: string;
  /** What the key is good for, e.g. `contexts`. */
  scopes: readonly string[];
}

/** Verifies service keys. */
export interface ServiceKeys {
  /** The caller, or undefined: unknown or revoked. Throws when it cannot know, so that doors stay closed. */
  verify(secret: string): Promise<ServiceCaller | undefined>;
}

/** How long a revoked key may go on working, at most. */
const rememberedMs = 1500;

/** @param check asks accounts, by the SHA-256 of the secret: the secret itself stays in this process */
export function createServiceKeys(
  check: (secretHash: Uint8Array) => Promise<ServiceCaller | undefined>,
): ServiceKeys {
  const known = new LRUCache<string, ServiceCaller>({ max: 1000, ttl: rememberedMs });
  return {
    async verify(secret) {
      if (!form.test(secret)) return undefined;
      const hash = createHash('sha256').update(secret).digest();
      const id = hash.toString('base64');
      const caller = known.get(id) ?? (await check(hash));
      if (caller && !known.has(id)) known.set(id, caller);
      return caller;
    },
  };
}
