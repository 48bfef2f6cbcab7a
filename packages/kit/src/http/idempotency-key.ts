import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { uuidv7 } from 'uuidv7';

/**
 * A client id for a request that names none in its body: made of the header `Idempotency-Key`, so that whoever sends
 * the request again, a program or a proxy that asks another copy, means the same; without one, a new id.
 * The form is that of a UUID somebody made up (RFC 9562, version 8).
 */
export function clientIdOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return uuidv7();
  const hex = createHash('sha256').update(key, 'latin1').digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
