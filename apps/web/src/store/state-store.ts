import type { StateStore } from '@bridges/sdk';
import { openDatabase } from './database.ts';

/** Keeps the recent chats between visits, so that they are painted before the network answers. */
export const stateStore: StateStore = {
  async load() {
    const database = await openDatabase();
    return (await database?.get('state', 'current').catch(() => undefined)) ?? null;
  },
  async save(saved) {
    const database = await openDatabase();
    // A full disk must not stop the chat: the cache is a convenience.
    await database?.put('state', saved, 'current').catch(() => undefined);
  },
  async clear() {
    const database = await openDatabase();
    await database?.clear('state').catch(() => undefined);
  },
};
