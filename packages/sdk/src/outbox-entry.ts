import type { SendExtras } from './rest/shapes.ts';

/** A message of mine on its way. */
export interface OutboxEntry {
  /** The message's client id: same id, at most one message. */
  readonly clientId: string;
  readonly userId: string;
  readonly chatId: string;
  readonly text: string;
  /** What it brings besides its text. */
  readonly extras?: SendExtras;
  /** It waits for its files to be uploaded: shown, kept, and not sent before it is released. */
  readonly isHeld?: true;
  /** `clientId` is that of a draft, which ends on the server when this is stored. Another device may send it, too. */
  readonly endsDraft?: true;
  /** When it was written, in milliseconds since 1970; rises strictly, so it is also the order of sending. */
  readonly createdAt: number;
  /**
   * `pending`: being sent, or waiting for the connection. `sent`: stored by the server as `seq`, not yet in the
   * window (for a moment only). `failed`: refused with `code`; `retry` or `discard` it.
   */
  readonly status: 'pending' | 'sent' | 'failed';
  readonly code: string | null;
  readonly seq: number | null;
}

/** Where entries outlive a reload. The web keeps them in IndexedDB. Calls come one at a time per entry. */
export interface OutboxStore {
  /** All entries, in any order. */
  load(): Promise<OutboxEntry[]>;
  /** Adds or replaces by `clientId`. */
  put(entry: OutboxEntry): Promise<void>;
  remove(clientId: string): Promise<void>;
}

/** Keeps entries in memory only: for bots and tests. */
export function memoryOutboxStore(): OutboxStore {
  const entries = new Map<string, OutboxEntry>();
  return {
    load: async () => [...entries.values()],
    put: async (entry) => {
      entries.set(entry.clientId, entry);
    },
    remove: async (clientId) => {
      entries.delete(clientId);
    },
  };
}
