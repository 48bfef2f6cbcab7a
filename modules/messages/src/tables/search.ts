import type { ColumnType, Generated } from 'kysely';

/** Up to 128 neighbouring messages of a chat, as search reads them. */
export interface MessageSearchTable {
  chatId: string;
  blockNo: number;
  /** All messages of the block up to this one are in it, or are not for search. */
  lastSeq: number;
  oldestAt: Date;
  newestAt: Date;
  /** Lines name them by their place in here. */
  senders: string[];
  signature: Buffer;
  /** See `search/block.ts`. */
  lines: string;
}

export interface MessageSearchQueueTable {
  id: Generated<number>;
  chatIds: string[];
  /** Null: what follows the last block of each. */
  blockNo: number | null;
  queuedAt: ColumnType<Date, Date | undefined, never>;
}

export interface MessageSearchRebuildTable {
  isOnly: ColumnType<boolean, boolean | undefined, never>;
  startedAt: Date;
  finishedAt: Date | null;
  /** Everything up to here is done; chats in the order of their ids. */
  afterChatId: string | null;
  afterBlockNo: number;
  messageCount: number;
}
