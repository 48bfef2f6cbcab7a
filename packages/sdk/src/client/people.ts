import type { SocketEvent } from '@bridges/contracts';
import { applyIncomingCount, applyPrivacy, applyRelation } from '../apply-contacts.ts';
import type { Timing } from '../client-options.ts';
import { toApiError } from '../errors.ts';
import type { Rest } from '../rest.ts';
import { emptyState } from '../state.ts';
import type { ClientState } from '../state.ts';
import type { Store } from './store.ts';

const longestPauseMs = 30_000;

export interface PeopleOptions {
  store: Store;
  rest: {
    contacts: Pick<Rest['contacts'], 'relation' | 'requests'>;
    privacy: Pick<Rest['privacy'], 'get'>;
  };
  timing: Pick<Timing, 'sendRetryMs'>;
  isOnline(): boolean;
}

interface Asking {
  promise: Promise<void>;
  /** Something changed while it was under way: the answer may be older, so it is asked again. */
  isStale: boolean;
}

/** What the state holds of contacts: asked for when somebody looks at it, kept right by events. */
export function createPeople({ store, rest, timing, isOnline }: PeopleOptions) {
  const asking = new Map<string, Asking>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** One question at a time about one thing. */
  function once<Answer>(
    key: string,
    ask: () => Promise<Answer>,
    apply: (state: ClientState, answer: Answer) => ClientState,
  ): Promise<void> {
    const known = asking.get(key);
    if (known) return known.promise;
    const own: Asking = { promise: Promise.resolve(), isStale: false };
    const run = async () => {
      let answer: Answer;
      do {
        own.isStale = false;
        answer = await ask();
      } while (own.isStale);
      store.update((state) => apply(state, answer));
    };
    own.promise = run().finally(() => asking.delete(key));
    asking.set(key, own);
    return own.promise;
  }

  function overtake(key: string): void {
    const known = asking.get(key);
    if (known) known.isStale = true;
  }

  async function loadCount(tries = 0): Promise<void> {
    clearTimeout(timer);
    try {
      await once(
        'count',
        async () => (await rest.contacts.requests('in', { limit: 1 })).incomingCount,
        applyIncomingCount,
      );
    } catch (cause) {
      const { isRetryable, retryAfterMs } = toApiError(cause);
      const pauseMs = retryAfterMs ?? Math.min(longestPauseMs, timing.sendRetryMs * 2 ** tries);
      if (isRetryable && isOnline()) timer = setTimeout(() => void loadCount(tries + 1), pauseMs);
    }
  }

  return {
    loadRelation: (userId: string): Promise<void> =>
      once(userId, () => rest.contacts.relation(userId), applyRelation),
    loadPrivacy: (): Promise<void> => once('privacy', () => rest.privacy.get(), applyPrivacy),
    /** What an answer under way may not know. */
    heard(event: SocketEvent): void {
      if (event.ev === 'privacy') overtake('privacy');
      if (event.ev !== 'contact') return;
      overtake('count');
      overtake(event.relation.userId);
    },
    /** Events may have been missed: what is held is no longer sure, and asked for again by who looks at it. */
    resume(): void {
      for (const key of asking.keys()) overtake(key);
      store.update((state) => ({ ...state, contacts: emptyState.contacts }));
      void loadCount();
    },
    stop: () => clearTimeout(timer),
  };
}
