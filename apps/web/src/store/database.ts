import type { OutboxEntry, SavedState } from '@bridges/sdk';
import type { KeptUpload } from './kept-uploads.ts';
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';

interface Schema extends DBSchema {
  /** One row, `current`: the state as last seen. */
  state: { key: string; value: SavedState };
  outbox: { key: string; value: OutboxEntry };
  /** Files on their way, with their bytes: an upload goes on after a reload. */
  uploads: { key: string; value: KeptUpload };
}

let opening: Promise<IDBPDatabase<Schema> | null> | null = null;

/** The browser's database; null where it is forbidden (some private windows): all then works, uncached. */
export function openDatabase(): Promise<IDBPDatabase<Schema> | null> {
  opening ??= openDB<Schema>('bridges', 2, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore('state');
        database.createObjectStore('outbox', { keyPath: 'clientId' });
      }
      database.createObjectStore('uploads', { keyPath: 'id' });
    },
    // Another tab has a newer version of the client: let it upgrade; this one opens again when it needs to.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase | null)?.close();
      opening = null;
    },
    terminated() {
      opening = null;
    },
  }).catch(() => null);
  return opening;
}
