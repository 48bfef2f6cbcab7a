import { createHmac, timingSafeEqual } from 'node:crypto';

const sign = (secret: Buffer, id: Buffer): Buffer =>
  createHmac('sha256', secret).update('unsubscribe').update(id).digest().subarray(0, 16);

/** Names a user and proves that we wrote it: good for nothing but ending her letters, as long as there are any. */
export function unsubscribeToken(secret: Buffer, userId: string): string {
  const id = Buffer.from(userId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, sign(secret, id)]).toString('base64url');
}

/** Whose token this is; undefined: nobody's. */
export function unsubscribeUser(secret: Buffer, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 32) return undefined;
  const id = bytes.subarray(0, 16);
  if (!timingSafeEqual(sign(secret, id), bytes.subarray(16))) return undefined;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
