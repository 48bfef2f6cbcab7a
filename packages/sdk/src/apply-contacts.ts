import type { Privacy, PublicUser, Relation } from '@bridges/contracts';
import { setUsers } from './apply-page.ts';
import type { ClientState } from './state.ts';

/** How I stand to somebody, as told by an event or an answer. */
export function applyRelation(
  state: ClientState,
  relation: Relation,
  beside: { user?: PublicUser; incomingCount?: number } = {},
): ClientState {
  const { contacts } = state;
  const next = {
    ...contacts,
    relations: { ...contacts.relations, [relation.userId]: relation },
    incomingCount: beside.incomingCount ?? contacts.incomingCount,
  };
  return { ...setUsers(state, beside.user ? [beside.user] : []), contacts: next };
}

/** Requests that wait for my answer, as a page told. */
export function applyIncomingCount(state: ClientState, incomingCount: number): ClientState {
  if (state.contacts.incomingCount === incomingCount) return state;
  return { ...state, contacts: { ...state.contacts, incomingCount } };
}

export function applyPrivacy(state: ClientState, privacy: Privacy): ClientState {
  return { ...state, contacts: { ...state.contacts, privacy } };
}
