/** Letters with a secret link: to confirm an address, to choose a new password. */
export interface MailRequestsTable {
  /** The id of the letter: the same however often sending it is tried. */
  id: string;
  userId: string;
  /** `hand`: no letter; an administrator hands the link over. */
  purpose: 'confirm' | 'reset' | 'hand';
  /** Who has the link has this mailbox; of `hand` empty. */
  email: string;
  createdAt: Date;
  expiresAt: Date;
  sentAt: Date | null;
}

/** The secrets of a request's link, one for each attempt to send it; using one uses up all. */
export interface MailTokensTable {
  /** SHA-256; the token itself is in the letter only. */
  tokenHash: Buffer;
  requestId: string;
}
