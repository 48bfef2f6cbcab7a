import type { Message, SocketEvent } from '@bridges/contracts';
import { mergeUsers } from '../apply-page.ts';
import type { Rest } from '../rest.ts';
import type { Store } from './store.ts';

const perRequest = 100;

/** Fetches users that events name and the state does not hold: those of one moment together, each once at a time. */
export function createUserLoader({ store, rest }: { store: Store; rest: Rest }) {
  const underWay = new Map<string, Promise<void>>();
  let next: Set<string> | null = null;

  async function fetchMany(ids: string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += perRequest) {
      const users = await rest.users.getMany(ids.slice(at, at + perRequest));
      store.update((state) => mergeUsers(state, users));
    }
  }

  async function loadUsers(ids: readonly string[]): Promise<void> {
    const { users } = store.get();
    const unknown = ids.filter((id) => users[id] === undefined);
    const fresh = unknown.filter((id) => !underWay.has(id));
    if (fresh.length > 0) {
      const promise = fetchMany([...new Set(fresh)]).finally(() =>
        fresh.forEach((id) => underWay.delete(id)),
      );
      for (const id of fresh) underWay.set(id, promise);
    }
    await Promise.all([...new Set(unknown.flatMap((id) => underWay.get(id) ?? []))]);
  }

  return {
    loadUsers,
    /** Whoever an event names, soon; failing is harmless, the next event asks again. */
    want(ids: readonly string[]): void {
      const unknown = ids.filter((id) => store.get().users[id] === undefined);
      if (unknown.length === 0) return;
      if (next === null) {
        const batch = new Set<string>();
        next = batch;
        queueMicrotask(() => {
          next = null;
          void loadUsers([...batch]).catch(() => undefined);
        });
      }
      for (const id of unknown) next.add(id);
    },
  };
}

/** The users an event speaks of. */
export function usersIn(event: SocketEvent): string[] {
  if (event.ev === 'message') return usersOfMessage(event.message);
  if (event.ev === 'changed') return event.messages.flatMap(usersOfMessage);
  if (event.ev === 'typing') return [event.user];
  if (event.ev !== 'chat') return [];
  return [event.chat.peerId, event.chat.lastMessage?.senderId].filter((id) => typeof id === 'string');
}

/** Everyone a message names besides by @: its sender, its first author, who reacted, whom it is about. */
function usersOfMessage({ senderId, forwardedFrom, reactions = [], system }: Message): string[] {
  const about =
    system === undefined
      ? []
      : 'userIds' in system
        ? system.userIds
        : 'userId' in system
          ? [system.userId]
          : [];
  return [
    senderId,
    ...(forwardedFrom ? [forwardedFrom.senderId] : []),
    ...reactions.flatMap(({ userIds }) => userIds),
    ...about,
  ];
}
