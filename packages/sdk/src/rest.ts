import { accountsRest } from './rest/accounts.ts';
import { chatsRest } from './rest/chats.ts';
import { contextsRest } from './rest/contexts.ts';
import { doorsRest } from './rest/doors.ts';
import { groupsRest, notificationsRest } from './rest/groups.ts';
import { marksRest } from './rest/marks.ts';
import { peopleRest } from './rest/people.ts';
import { createRequester } from './rest/request.ts';
import { scheduledRest } from './rest/scheduled.ts';
import { searchRest } from './rest/search.ts';
import { tellingRest } from './rest/telling.ts';
import { createTokenHolder, type SessionMode } from './rest/tokens.ts';

export interface RestOptions {
  /** Where Bridges answers, without a trailing slash; '' for the page's own origin. */
  baseUrl: string;
  session: SessionMode;
  fetch?: typeof globalThis.fetch | undefined;
  /** How long to wait for an answer, 30 s unless told. */
  timeoutMs?: number | undefined;
  /** The server refused to renew the session: sign in again. */
  onSignedOut?: (() => void) | undefined;
}

/**
 * Typed calls of every REST route. Each rejects with an ApiError; on 401 the session is renewed once
 * (calls at the same time share that) and the request repeated.
 *
 * @example
 * const rest = createRest({ baseUrl: 'http://localhost:8000', session: {} });
 * await rest.signIn({ username: 'alice', password: '…' });
 * const { chats } = await rest.chats.list();
 */
export function createRest(options: RestOptions) {
  const tokens = createTokenHolder(options.session);
  const { request, refresh } = createRequester({
    baseUrl: options.baseUrl.replace(/\/$/, ''),
    tokens,
    // Called unbound: browsers refuse a fetch whose `this` is not the window.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: options.timeoutMs ?? 30_000,
    onSignedOut: () => options.onSignedOut?.(),
  });
  return {
    ...accountsRest(request, tokens),
    ...chatsRest(request),
    ...groupsRest(request),
    ...doorsRest(request),
    ...contextsRest(request),
    ...marksRest(request),
    ...scheduledRest(request),
    ...searchRest(request),
    ...peopleRest(request),
    ...notificationsRest(request),
    ...tellingRest(request),
    /** Renews the session; false when the server refuses. Seldom needed: requests do it themselves. */
    refresh,
    /** For routes that have no method here yet. */
    request,
    isBearer: tokens.isBearer,
    /** The headers that say who asks; none where the browser sends its cookie. */
    authorization(): Record<string, string> {
      const held = tokens.get();
      return held ? { authorization: `Bearer ${held.access}` } : {};
    },
  };
}

export type Rest = ReturnType<typeof createRest>;
