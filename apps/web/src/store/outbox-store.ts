import { memoryOutboxStore } from '@bridges/sdk';
import type { OutboxStore } from '@bridges/sdk';
import { openDatabase } from './database.ts';

const memory = memoryOutboxStore();

/** Keeps messages that are on their way: they outlive a reload, a crash and a day offline. */
export const outboxStore: OutboxStore = {
  async load() {
    const database = await openDatabase();
    return database ? database.getAll('outbox') : memory.load();
  },
  async put(entry) {
    const database = await openDatabase();
    await (database ? database.put('outbox', entry) : memory.put(entry));
  },
  async remove(clientId) {
    const database = await openDatabase();
    await (database ? database.delete('outbox', clientId) : memory.remove(clientId));
  },
};
