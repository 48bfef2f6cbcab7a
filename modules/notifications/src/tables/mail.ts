import type { ColumnType } from 'kysely';

/** Who can be written to. */
export interface MailReadersTable {
  userId: string;
  /** As accounts tells it. */
  hasAddress: boolean;
  /** Of accounts: an older one than is held changes nothing. */
  version: number;
  /** The mail server knew no such mailbox; another address mends it. */
  isUnreachable: ColumnType<boolean, boolean | undefined, boolean>;
  lastLetterAt: Date | null;
}

/** Which letter tells what. Written before it is sent: tried again, it is the same letter. */
export interface MailTellingsTable {
  tellingId: string;
  /** Becomes the Message-ID. */
  letterId: string;
  userId: string;
  claimedAt: Date;
  /** The mail server took it. */
  sentAt: Date | null;
}

/** What links to unsubscribe are signed with. */
export interface MailKeysTable {
  isOnly: ColumnType<boolean, boolean | undefined, never>;
  secret: Buffer;
}
