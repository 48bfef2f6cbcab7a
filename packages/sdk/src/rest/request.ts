import { ApiError, errorFromResponse, toApiError } from '../errors.ts';
import { withLock } from '../locks.ts';
import type { TokenHolder, Tokens } from './tokens.ts';

/** Values for a query string; undefined ones are left out. */
export type Query = Record<string, string | number | undefined>;

export interface RequestOptions {
  body?: unknown;
  query?: Query | undefined;
  /** `public`: send no tokens, and never try to refresh on 401 (sign-in itself). */
  access?: 'user' | 'public';
  signal?: AbortSignal | undefined;
}

/** One REST request: resolves with the JSON answer (undefined for 204), rejects with an ApiError. */
export type Requester = <Answer>(method: string, path: string, options?: RequestOptions) => Promise<Answer>;

export interface RequesterOptions {
  baseUrl: string;
  tokens: TokenHolder;
  fetch: typeof globalThis.fetch;
  timeoutMs: number;
  /** The session is over: refreshing was refused. */
  onSignedOut: () => void;
}

export interface Refreshable {
  request: Requester;
  /**
   * Renews the session; calls at the same time share one attempt, over all tabs.
   * Resolves false when the server refuses (signed out); rejects when it can't be asked.
   */
  refresh(): Promise<boolean>;
}

/** Builds the function that all REST calls go through: identity, one refresh on 401, errors. */
export function createRequester({
  baseUrl,
  tokens,
  fetch,
  timeoutMs,
  onSignedOut,
}: RequesterOptions): Refreshable {
  let refreshing: Promise<boolean> | null = null;

  async function once(method: string, path: string, options: RequestOptions): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json' };
    const init: RequestInit = { method, headers, credentials: tokens.isBearer ? 'omit' : 'same-origin' };
    const access = options.access === 'public' ? undefined : tokens.get()?.access;
    if (access !== undefined) headers.authorization = `Bearer ${access}`;
    if (options.body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(options.body);
    }
    const timeout = AbortSignal.timeout(timeoutMs);
    init.signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    return fetch(baseUrl + path + queryString(options.query), init).catch((cause: unknown) => {
      throw toApiError(cause);
    });
  }

  async function renew(): Promise<boolean> {
    const held = tokens.get();
    if (tokens.isBearer && held === null) return false;
    const response = tokens.isBearer
      ? await once('POST', '/api/token/refresh/', { access: 'public', body: { refresh: held?.refresh } })
      : await once('POST', '/api/sessions/refresh', { access: 'public' });
    if (response.ok) {
      if (tokens.isBearer) tokens.set((await response.json()) as Tokens);
      return true;
    }
    const error = await errorFromResponse(response);
    // Only a clear refusal ends the session; a server in trouble does not.
    if (error.isRetryable || response.status >= 500) throw error;
    tokens.set(null);
    onSignedOut();
    return false;
  }

  function refresh(): Promise<boolean> {
    refreshing ??= (tokens.isBearer ? renew() : withLock('bridges-refresh', renew)).finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  async function request<Answer>(
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer> {
    const used = tokens.get();
    let response = await once(method, path, options);
    if (response.status === 401 && options.access !== 'public') {
      // Another request may have renewed the tokens since this one was sent.
      const isRenewed =
        (used !== null && used !== tokens.get() && tokens.get() !== null) || (await refresh());
      if (isRenewed) response = await once(method, path, options);
    }
    if (!response.ok) throw await errorFromResponse(response);
    if (response.status === 204) return undefined as Answer;
    return (await response.json().catch((cause: unknown) => {
      throw new ApiError({
        code: 'sdk.bad_answer',
        message: 'The answer is no JSON.',
        status: response.status,
        cause,
      });
    })) as Answer;
  }

  return { request, refresh };
}

function queryString(query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
