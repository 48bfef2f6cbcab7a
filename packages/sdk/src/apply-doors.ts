import type { InvitationPage, MyJoinRequests, PublicUser, SocketEvent } from '@bridges/contracts';
import { mergeUsers } from './apply-page.ts';
import type { ClientState, DoorsState } from './state.ts';

export type DoorsEvent = Extract<
  SocketEvent,
  { ev: 'invitation' | 'invitationGone' | 'joinRequest' | 'joinRequestGone' }
>;

/** Somebody is invited or asks to join, or was answered. */
export function applyDoorsEvent(state: ClientState, event: DoorsEvent): ClientState {
  const { doors } = state;
  switch (event.ev) {
    case 'invitation': {
      const { invitation } = event;
      if (invitation.userId !== state.me?.id) return state;
      const invitations = { ...doors.invitations, [invitation.id]: invitation };
      return { ...withNew(state, event.users), doors: { ...doors, invitations } };
    }
    case 'invitationGone':
      if (doors.invitations[event.invitation] === undefined) return state;
      return { ...state, doors: { ...doors, invitations: without(doors.invitations, event.invitation) } };
    case 'joinRequest': {
      const { request, waiting } = event;
      const next = withNew(state, event.users);
      if (waiting !== null) return withWaiting(next, request.chatId, waiting);
      return { ...next, doors: { ...doors, requests: { ...doors.requests, [request.chatId]: request } } };
    }
    case 'joinRequestGone':
      if (event.waiting !== null) return withWaiting(state, event.chat, event.waiting);
      if (doors.requests[event.chat] === undefined) return state;
      return { ...state, doors: { ...doors, requests: without(doors.requests, event.chat) } };
  }
}

/** All of it, as `GET /api/invitations` and `GET /api/join-requests` tell. */
export function applyDoors(
  state: ClientState,
  { invitations, users }: Pick<InvitationPage, 'invitations' | 'users'>,
  { requests, waiting }: MyJoinRequests,
): ClientState {
  const doors: DoorsState = {
    invitations: Object.fromEntries(invitations.map((invitation) => [invitation.id, invitation])),
    requests: Object.fromEntries(requests.map((request) => [request.chatId, request])),
    waiting,
    isLoaded: true,
  };
  return { ...mergeUsers(state, users), doors };
}

/** Who may no longer read a chat, or is no admin in it any more, has nobody waiting there. */
export function dropWaiting(state: ClientState, chatId: string): ClientState {
  return state.doors.waiting[chatId] === undefined ? state : withWaiting(state, chatId, 0);
}

/** An event tells several viewers of a user: what only some may know is not in it. */
function withNew(state: ClientState, users: readonly PublicUser[]): ClientState {
  return mergeUsers(
    state,
    users.filter(({ id }) => state.users[id] === undefined),
  );
}

function withWaiting(state: ClientState, chatId: string, count: number): ClientState {
  const { doors } = state;
  const waiting = count === 0 ? without(doors.waiting, chatId) : { ...doors.waiting, [chatId]: count };
  return { ...state, doors: { ...doors, waiting } };
}

function without<Value>(all: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  const { [key]: _gone, ...rest } = all;
  return rest;
}
