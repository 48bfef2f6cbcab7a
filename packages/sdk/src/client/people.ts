import { applyIncomingCount, applyPrivacy, applyRelation } from '../apply-contacts.ts';
import type { Rest } from '../rest.ts';
import { emptyState } from '../state.ts';
import type { Store } from './store.ts';

/** What the state holds of contacts: asked for when somebody looks at it, kept right by events. */
export function createPeople({ store, rest }: { store: Store; rest: Rest }) {
  const asking = new Map<string, Promise<void>>();

  /** One question at a time about one thing. */
  function once(key: string, ask: () => Promise<void>): Promise<void> {
    const known = asking.get(key);
    if (known) return known;
    const asked = ask().finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  }

  const loadCount = () =>
    once('count', async () => {
      const { incomingCount } = await rest.contacts.requests('in', { limit: 1 });
      store.update((state) => applyIncomingCount(state, incomingCount));
    });

  return {
    loadRelation: (userId: string): Promise<void> =>
      once(userId, async () => {
        const relation = await rest.contacts.relation(userId);
        store.update((state) => applyRelation(state, relation));
      }),
    loadPrivacy: (): Promise<void> =>
      once('privacy', async () => {
        const privacy = await rest.privacy.get();
        store.update((state) => applyPrivacy(state, privacy));
      }),
    /** Events may have been missed: what is held is no longer sure, and asked for again by who looks at it. */
    resume(): void {
      store.update((state) => ({ ...state, contacts: emptyState.contacts }));
      void loadCount().catch(() => undefined);
    },
  };
}
