import { isDeepStrictEqual } from 'node:util';
import type { ChatState, ClientState, Message, PublicUser } from '@bridges/sdk';

/** What a client must know rightly; presence and typing are best effort (G9). */
export interface Truth {
  epoch: string | null;
  contacts: Record<string, unknown>;
  marks: Record<string, unknown>;
  doors: Record<string, unknown>;
  inbox: Record<string, unknown>;
  chats: Record<string, Omit<ChatState, 'messages' | 'hasBefore' | 'quoted'>>;
  /** The newest messages of each chat, as far back as both sides hold them. */
  messages: Record<string, readonly Message[]>;
  users: Record<string, Omit<PublicUser, 'lastSeenAt'>>;
}

/**
 * Where a state that followed the events differs from one that was asked for anew: one line each, none when the
 * old snapshot and its events tell what a fresh snapshot tells. A window may hold more than the fresh one's.
 */
export function differences(followed: ClientState, fresh: ClientState): string[] {
  const [told, real] = [truthOf(followed, fresh), truthOf(fresh, followed)];
  return (['epoch', 'marks', 'contacts', 'doors', 'inbox', 'chats', 'messages', 'users'] as const).flatMap(
    (part) => {
      if (part === 'epoch') return told.epoch === real.epoch ? [] : ['epoch'];
      const keys = new Set([...Object.keys(told[part]), ...Object.keys(real[part])]);
      return [...keys]
        .filter((key) => !isDeepStrictEqual(told[part][key], real[part][key]))
        .map(
          (key) =>
            `${part} ${key}: ${JSON.stringify(told[part][key])} instead of ${JSON.stringify(real[part][key])}`,
        );
    },
  );
}

function truthOf(state: ClientState, other: ClientState): Truth {
  const chats = Object.entries(state.chats);
  return {
    epoch: state.epoch,
    marks: { ...state.marks },
    contacts: { ...state.contacts.relations, incomingCount: state.contacts.incomingCount },
    doors: { ...state.doors },
    inbox: { ...state.inbox },
    chats: Object.fromEntries(
      chats.map(([id, { chat, isAtEnd, missingAfter, early, staleAfter }]) => [
        id,
        { chat, isAtEnd, missingAfter, early, staleAfter },
      ]),
    ),
    messages: Object.fromEntries(
      chats.map(([id, { messages }]) => {
        const first = Math.max(messages[0]?.seq ?? 0, other.chats[id]?.messages[0]?.seq ?? 0);
        return [id, messages.filter(({ seq }) => seq >= first)];
      }),
    ),
    // Whom only one side has met is no contradiction.
    users: Object.fromEntries(
      Object.entries(state.users)
        .filter(([id]) => other.users[id] !== undefined)
        .map(([id, { lastSeenAt: _changesAllTheTime, ...user }]) => [id, user]),
    ),
  };
}
