import type { Invitation, PublicUser, SocketEvent } from '@bridges/contracts';
import { applyDoors, applyDoorsEvent, type DoorsEvent } from '../apply-doors.ts';
import type { Timing } from '../client-options.ts';
import { toApiError } from '../errors.ts';
import type { Rest } from '../rest.ts';
import type { Store } from './store.ts';

const longestPauseMs = 30_000;
/** After a restart of the server all come back at once: what is shown already may wait this long to be looked at anew. */
const spreadMs = 3000;

export interface DoorsOptions {
  store: Store;
  rest: Rest;
  timing: Timing;
  isOnline(): boolean;
}

/**
 * Fetches what waits for an answer whenever the connection is back, and when I become admin somewhere. Events that
 * come while a fetch is under way are applied once more after it: it may be older than they are.
 */
export function createDoors({ store, rest, timing, isOnline }: DoorsOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let meanwhile: DoorsEvent[] | undefined;
  let isStale = false;
  let isKnown = false;

  function load(pauseMs = 0, tries = 0): void {
    if (meanwhile !== undefined) {
      isStale = true;
      return;
    }
    timer ??= setTimeout(() => {
      timer = undefined;
      if (isOnline()) void fetchAll(tries);
    }, pauseMs);
  }

  async function fetchAll(tries: number): Promise<void> {
    const { me } = store.get();
    const events: DoorsEvent[] = [];
    [meanwhile, isStale] = [events, false];
    const outcome = await Promise.all([allInvitations(), rest.joinRequests.mine()]).catch((cause: unknown) =>
      toApiError(cause),
    );
    meanwhile = undefined;
    if (outcome instanceof Error) {
      const pauseMs = Math.min(longestPauseMs, timing.sendRetryMs * 2 ** tries);
      if (outcome.isRetryable) load(outcome.retryAfterMs ?? pauseMs, tries + 1);
      return;
    }
    if (store.get().me?.id === me?.id)
      store.update((state) => events.reduce(applyDoorsEvent, applyDoors(state, ...outcome)));
    isKnown = true;
    if (isStale) load();
  }

  async function allInvitations(): Promise<{ invitations: Invitation[]; users: PublicUser[] }> {
    const all: { invitations: Invitation[]; users: PublicUser[] } = { invitations: [], users: [] };
    let cursor: string | undefined;
    do {
      const page = await rest.invitations.list({ cursor, limit: 100 });
      all.invitations.push(...page.invitations);
      all.users.push(...page.users);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return all;
  }

  return {
    /** Remembers what a fetch under way may not know. */
    heard(event: SocketEvent): void {
      switch (event.ev) {
        case 'invitation':
        case 'invitationGone':
        case 'joinRequest':
        case 'joinRequestGone':
          meanwhile?.push(event);
      }
    },
    load: () => load(),
    /** The connection is back. */
    resume: () => load(isKnown ? Math.random() * Math.min(spreadMs, timing.reconnectMaxMs) : 0),
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
