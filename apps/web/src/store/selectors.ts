import { chatsByActivity } from '@bridges/sdk';
import type {
  ChatState,
  ClientState,
  ConnectionState,
  Me,
  OutboxEntry,
  Presence,
  PublicUser,
} from '@bridges/sdk';
import { useSyncExternalStore } from 'react';
import { client } from '../realtime/client.ts';
import { mayWrite } from './chat-title.ts';

const subscribe = (listener: () => void) => client.subscribe(listener);

/** Reads from the client's state. `select` must give the same value while nothing changed. */
export function useClientState<Value>(select: (state: ClientState) => Value): Value {
  return useSyncExternalStore(subscribe, () => select(client.getState()));
}

const noEntries: readonly OutboxEntry[] = [];

export const useMe = (): Me | null => useClientState((state) => state.me);
export const useUser = (id: string | null): PublicUser | undefined =>
  useClientState((state) => (id === null ? undefined : state.users[id]));
export const usePresence = (id: string | null): Presence | undefined =>
  useClientState((state) => (id === null ? undefined : state.presence[id]));
export const useChats = (): readonly ChatState[] => useClientState(chatsByActivity);
export const useChat = (id: string): ChatState | undefined => useClientState((state) => state.chats[id]);
export const useHasChat = (id: string | null): boolean =>
  useClientState(({ chats }) => id !== null && chats[id] !== undefined);
export const useMayWrite = (id: string | null): boolean =>
  useClientState(({ chats, users }) => {
    const chat = id === null ? undefined : chats[id]?.chat;
    return chat !== undefined && mayWrite(chat, users);
  });
/** Null until the server, or the cache, has told of chats for the first time. */
export const useEpoch = (): string | null => useClientState((state) => state.epoch);
export const useOutbox = (chatId: string): readonly OutboxEntry[] =>
  useSyncExternalStore(subscribe, () => client.outbox[chatId] ?? noEntries);
export const useConnection = (): ConnectionState => useSyncExternalStore(subscribe, () => client.connection);

/** The ways into groups that wait for somebody's answer. */
export const useDoors = (): ClientState['doors'] => useClientState((state) => state.doors);

/** Users by id, for what shows many of them. */
export const useUsers = (): ClientState['users'] => useClientState((state) => state.users);
