import type { JSONColumnType } from 'kysely';
import type { JWK } from 'jose';

/** Keys of access tokens. The newest one signs, once all processes had time to publish it. */
export interface SigningKeysTable {
  kid: string;
  privateJwk: JSONColumnType<JWK>;
  publicJwk: JSONColumnType<JWK>;
  createdAt: Date;
}
