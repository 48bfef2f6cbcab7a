import type { PublicUser, SocketEvent } from '@bridges/contracts';
import { applyDoorsEvent, dropWaiting } from './apply-doors.ts';
import { applyMarks, stepMarks } from './apply-marks.ts';
import { applyInboxEvent, eraseTold } from './apply-inbox.ts';
import { applyPrivacy, applyRelation } from './apply-contacts.ts';
import { applyChat, mergeUsers, setUsers } from './apply-page.ts';
import { dropChats } from './apply-resume.ts';
import { addQuoted, applyChanged, hideMessages, markReadAt } from './changes.ts';
import { type ClientState, seenSeq, withChat } from './state.ts';
import { addMessage, announceSeq, raiseMarks } from './window.ts';

/** How long one `typing` event is shown, in milliseconds. */
export const typingShownMs = 5000;

/**
 * The only way live events change the state. Immutable, with structural sharing: what did not change stays the
 * same object. Events may come twice, late, in any order, or not at all: the state is never wrong, only behind,
 * and says where in `missingAfter`. Events of unknown chats change nothing: fetch the chat then.
 *
 * @param now milliseconds since 1970, for what expires.
 */
export function applyEvent(state: ClientState, event: SocketEvent, now = Date.now()): ClientState {
  switch (event.ev) {
    case 'message': {
      const held = state.chats[event.chat];
      if (held === undefined) return state;
      const added = addMessage(held, event.message, state.me?.id ?? null);
      const isNews = event.rev !== undefined && event.seq > seenSeq(held);
      const read = isNews ? markReadAt(added, event.rev ?? 0) : added;
      const next = withChat(state, {
        ...read,
        quoted: addQuoted(added.quoted, [event.quoted], { isForAll: true }),
      });
      return stopTyping(next, event.chat, event.message.senderId);
    }
    case 'changed': {
      const held = state.chats[event.chat];
      const next = eraseTold(state, event.chat, event.messages);
      return held === undefined ? next : withChat(next, applyChanged(held, event, state.me?.id ?? null));
    }
    case 'hidden': {
      const held = state.chats[event.chat];
      const next = held === undefined ? state : withChat(state, hideMessages(held, event.seqs));
      return stepMarks(next, event.after, event.rev);
    }
    case 'chatMarks':
      return applyMarks(state, event);
    case 'attention': {
      const held = state.chats[event.chat];
      if (held === undefined) return state;
      const { mentionSeqs, reactionSeqs } = event;
      return withChat(state, { ...held, chat: { ...held.chat, mentionSeqs, reactionSeqs } });
    }
    case 'read':
      return applyRead(state, event.chat, event.user, event.seq);
    case 'head': {
      const held = state.chats[event.chat];
      return held === undefined ? state : withChat(state, announceSeq(held, event.seq));
    }
    case 'chat': {
      const next = applyChat(mergeUsers(state, event.users), event.chat);
      return event.chat.role === 'member' ? dropWaiting(next, event.chat.id) : next;
    }
    case 'chatGone':
      return dropWaiting(dropChats(state, [event.chat]), event.chat);
    case 'invitation':
    case 'invitationGone':
    case 'joinRequest':
    case 'joinRequestGone':
      return applyDoorsEvent(state, event);
    case 'notification':
    case 'notificationsRead':
    case 'notificationsGone':
      return applyInboxEvent(state, event);
    case 'user':
      return applyUser(state, event.user);
    case 'me':
      return state.me?.id === event.me.id ? { ...state, me: event.me } : state;
    case 'presence':
      return applyPresence(state, event.user, event.isOnline, now);
    case 'contact':
      return applyRelation(state, event.relation, event);
    case 'privacy':
      return applyPrivacy(state, event.privacy);
    case 'typing': {
      if (state.chats[event.chat] === undefined) return state;
      const typing = { ...state.typing[event.chat], [event.user]: now + typingShownMs };
      return { ...state, typing: { ...state.typing, [event.chat]: typing } };
    }
    default:
      // `hello` and `reconnect` concern the connection; newer servers may say what this client doesn't know.
      return state;
  }
}

/** Somebody's read marker moved; it never goes back. */
export function applyRead(state: ClientState, chatId: string, userId: string, seq: number): ClientState {
  const held = state.chats[chatId];
  if (held === undefined || state.me === null) return state;
  const isMine = userId === state.me.id;
  return withChat(state, isMine ? raiseMarks(held, seq, 0) : raiseMarks(held, 0, seq));
}

/** Drops typing marks that have expired; the same state if there are none. */
export function pruneTyping(state: ClientState, now = Date.now()): ClientState {
  const kept = Object.entries(state.typing).flatMap(([chatId, users]) => {
    const rest = Object.entries(users).filter(([, until]) => until > now);
    return rest.length === 0 ? [] : [[chatId, Object.fromEntries(rest)] as const];
  });
  const count = (typing: ClientState['typing']) =>
    Object.values(typing).reduce((sum, users) => sum + Object.keys(users).length, 0);
  const typing = Object.fromEntries(kept);
  return count(typing) === count(state.typing) ? state : { ...state, typing };
}

/** Presence as told for one user; `since` stays while nothing changes. */
export function applyPresence(
  state: ClientState,
  userId: string,
  isOnline: boolean,
  now: number,
): ClientState {
  if (state.presence[userId]?.isOnline === isOnline) return state;
  return { ...state, presence: { ...state.presence, [userId]: { isOnline, since: now } } };
}

function applyUser(state: ClientState, user: PublicUser): ClientState {
  const { me } = state;
  if (me?.id !== user.id) return setUsers(state, [user]);
  // A profile as others see it says nothing of my sign-ins.
  const lastSignInAt = user.lastSignInAt ?? me.lastSignInAt;
  return { ...setUsers(state, [user]), me: { ...me, ...user, lastSignInAt } };
}

function stopTyping(state: ClientState, chatId: string, userId: string): ClientState {
  if (state.typing[chatId]?.[userId] === undefined) return state;
  const { [userId]: _stopped, ...rest } = state.typing[chatId];
  return { ...state, typing: { ...state.typing, [chatId]: rest } };
}
