import type { BlockPage, ContactPage, ContactRequestPage, Privacy, Relation } from '@bridges/contracts';
import type { Requester } from './request.ts';
import type { PageQuery } from './shapes.ts';

export interface ContactQuery extends PageQuery {
  /** Words of a name or username. */
  search?: string | undefined;
}

/** Contacts, blocks, and who may do what with regard to me. */
export function peopleRest(request: Requester) {
  const requestPath = (userId: string) => `/api/contacts/requests/${userId}`;
  return {
    contacts: {
      list: (query: ContactQuery = {}) =>
        request<ContactPage>('GET', '/api/contacts', { query: { ...query } }),
      /** `in`: those that wait for my answer; `out`: mine. */
      requests: (direction: 'in' | 'out', query: PageQuery = {}) =>
        request<ContactRequestPage>('GET', '/api/contacts/requests', { query: { direction, ...query } }),
      relation: (userId: string) => request<Relation>('GET', `/api/contacts/${userId}`),
      /** Asks; where she has asked me, we are contacts at once. */
      request: (userId: string) => request<Relation>('POST', '/api/contacts', { body: { userId } }),
      accept: (userId: string) => request<Relation>('POST', `${requestPath(userId)}/accept`),
      /** She is not told. */
      decline: (userId: string) => request<void>('POST', `${requestPath(userId)}/decline`),
      /** Takes my own request back. */
      cancel: (userId: string) => request<void>('DELETE', requestPath(userId)),
      remove: (userId: string) => request<void>('DELETE', `/api/contacts/${userId}`),
    },
    blocks: {
      list: (query: PageQuery = {}) => request<BlockPage>('GET', '/api/blocks', { query: { ...query } }),
      block: (userId: string) => request<void>('POST', '/api/blocks', { body: { userId } }),
      unblock: (userId: string) => request<void>('DELETE', `/api/blocks/${userId}`),
    },
    privacy: {
      get: () => request<Privacy>('GET', '/api/me/privacy'),
      update: (body: Partial<Privacy>) => request<Privacy>('PATCH', '/api/me/privacy', { body }),
    },
  };
}
