/** The one-time set-up link that makes the first administrator; at most one row. */
export interface SetupTokensTable {
  /** SHA-256 of the token in the link. */
  tokenHash: Buffer;
  createdAt: Date;
}
