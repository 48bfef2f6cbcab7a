export type EndReason = 'signed_out' | 'password_changed' | 'refresh_reused' | 'expired' | 'deactivated';

/** One signed-in device. */
export interface SessionsTable {
  id: string;
  userId: string;
  /** For people, e.g. "Firefox on Linux". */
  device: string;
  userAgent: string;
  address: string;
  createdAt: Date;
  lastUsedAt: Date;
  /** Moves on with every refresh. */
  expiresAt: Date;
  endedAt: Date | null;
  endReason: EndReason | null;
  /** Refresh tokens of this generation are the current ones; see `policies/refresh-verdict.ts`. */
  generation: number;
  rotatedAt: Date;
}
