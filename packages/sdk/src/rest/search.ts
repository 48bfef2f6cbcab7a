import type { SearchPage } from '@bridges/contracts';
import type { Requester } from './request.ts';

/** Words and filters; see `searchQuery` of the contracts. Values of filters are as they may be written. */
export interface SearchOptions {
  q?: string | undefined;
  /** Id of one chat. */
  in?: string | undefined;
  from?: string | undefined;
  has?: string | undefined;
  before?: string | undefined;
  after?: string | undefined;
  is?: 'pinned' | undefined;
  sort?: 'relevance' | 'newest' | undefined;
  /** Where my days begin; the browser's own unless told. */
  utcOffset?: number | undefined;
  /** Tell with the first page how many there are, up to 99. */
  total?: boolean | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** Search of messages. People and groups are found by `users.list` and `groups.list`. */
export function searchRest(request: Requester) {
  return {
    /** Messages that I may read; `signal` gives up an answer that nobody waits for any more. */
    search: ({ total, ...query }: SearchOptions, signal?: AbortSignal) =>
      request<SearchPage>('GET', '/api/search', {
        query: { utcOffset: -new Date().getTimezoneOffset(), ...query, ...(total && { total: 'true' }) },
        signal,
      }),
  };
}
