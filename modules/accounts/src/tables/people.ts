/** Who may do something with regard to a user. */
export type Audience = 'everyone' | 'contacts' | 'nobody';

/** `declined`: she was asked and does not want to; the one who asked keeps his `sent`. */
export type ContactState = 'sent' | 'received' | 'declined' | 'contact';

/** What one user's list holds of another; the two rows of a pair change together, under `pairLock`. */
export interface ContactsTable {
  userId: string;
  contactId: string;
  state: ContactState;
  changedAt: Date;
}

/** The rows stay when a block ends, so that the version of a pair only rises. */
export interface BlocksTable {
  blockerId: string;
  blockedId: string;
  isActive: boolean;
  version: number;
  /** messages has confirmed this version. */
  isDelivered: boolean;
  changedAt: Date;
}
