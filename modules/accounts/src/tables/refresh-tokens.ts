/** Every refresh token of a session, used ones too: an old one that comes back means theft. */
export interface RefreshTokensTable {
  /** SHA-256; the token itself is stored nowhere. */
  tokenHash: Buffer;
  sessionId: string;
  generation: number;
  createdAt: Date;
  /** When it was accepted as the previous one; that happens once. */
  graceUsedAt: Date | null;
}
