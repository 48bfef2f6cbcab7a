import type { Me } from '@bridges/contracts';
import { ApiError } from '../errors.ts';
import type { Outbox } from '../outbox.ts';
import type { Rest } from '../rest.ts';
import { emptyState } from '../state.ts';
import type { createCache } from './cache.ts';
import type { createDrafts } from './drafts.ts';
import type { createReads } from './reads.ts';
import type { Store } from './store.ts';

export interface IdentityOptions {
  store: Store;
  rest: Rest;
  outbox: Outbox;
  reads: ReturnType<typeof createReads>;
  drafts: Pick<ReturnType<typeof createDrafts>, 'clear'>;
  cache: ReturnType<typeof createCache>;
}

/** Whose state this is: what one user has is never shown, kept or sent for another. */
export function createIdentity({ store, rest, outbox, reads, drafts, cache }: IdentityOptions) {
  let isFresh = false;

  async function become(me: Me): Promise<void> {
    if (store.get().me?.id !== me.id) {
      for (const part of [reads, drafts]) part.clear();
      store.update(() => ({ ...emptyState, me }));
    } else store.update((state) => ({ ...state, me }));
    await outbox.load(me.id);
  }

  return {
    /** Paints from the cache, unless it is another user's. */
    async restore(me: Me | undefined): Promise<void> {
      isFresh = me !== undefined;
      const saved = await cache.load();
      const owner = saved?.state.me ?? null;
      if (saved !== null && store.get().me === null && owner !== null && (me?.id ?? owner.id) === owner.id) {
        store.update(() => ({ ...emptyState, ...saved.state }));
        reads.restore(saved.reads);
      }
      const next = me ?? store.get().me;
      if (next !== null) await become(next);
    },
    /** Who has no connection asks over REST who she is. */
    async introduce(): Promise<void> {
      const me = await rest.me.get();
      if (store.get().me === null) await become(me);
    },
    /** The server told who is connected. */
    async meet(userId: string): Promise<void> {
      if (store.get().me?.id !== userId) {
        const me = await rest.me.get();
        if (me.id !== userId) {
          const message = 'Another user signed in meanwhile.';
          throw new ApiError({ code: 'sdk.session_changed', message, isRetryable: true });
        }
        await become(me);
      } else if (!isFresh) {
        // Shown from the cache; the profile may have changed elsewhere.
        const refresh = async () => {
          const me = await rest.me.get();
          store.update((state) => (state.me?.id === me.id ? { ...state, me } : state));
        };
        void refresh().catch(() => undefined);
      }
      isFresh = true;
    },
    async forget(): Promise<void> {
      for (const part of [reads, drafts]) part.clear();
      store.update(() => emptyState);
      await Promise.all([outbox.clear(), cache.clear()]);
    },
  };
}
