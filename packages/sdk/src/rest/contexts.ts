import type { ContextDetails, ContextPage } from '@bridges/contracts';
import type { Requester } from './request.ts';
import type { ContextPutBody, ContextQuery } from './shapes.ts';

/**
 * Chats about things of other systems. `put` and `close` need a service key in the place of an access token:
 * `createRest({ baseUrl, session: { tokens: { access: 'bsk_…', refresh: '' } } })`.
 */
export function contextsRest(request: Requester) {
  const path = (type: string, id: string) =>
    `/api/contexts/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;
  return {
    contexts: {
      list: (query: ContextQuery = {}) =>
        request<ContextPage>('GET', '/api/contexts', { query: { ...query } }),
      get: (type: string, id: string) => request<ContextDetails>('GET', path(type, id)),
      /** Makes or updates it; the same again changes nothing. */
      put: (type: string, id: string, body: ContextPutBody) =>
        request<ContextDetails>('PUT', path(type, id), { body }),
      /** Its members keep reading it. */
      close: (type: string, id: string) => request<void>('DELETE', path(type, id)),
    },
  };
}
