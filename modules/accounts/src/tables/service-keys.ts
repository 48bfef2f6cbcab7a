/** A key of a program of the operator's. */
export interface ServiceKeysTable {
  id: string;
  name: string;
  /** How the secret begins, to tell keys apart. */
  prefix: string;
  /** SHA-256 of the secret. */
  secretHash: Buffer;
  scopes: string[];
  createdBy: string;
  createdAt: Date;
  /** Kept to the minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}
