import { createHash } from 'node:crypto';

/**
 * The client id of what a group's change says in its chat: a UUID of version 5 of chat and change, so that the
 * same change can't say it twice, whatever is repeated.
 */
export function systemMessageId(chatId: string, version: number): string {
  const namespace = Buffer.from(chatId.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(namespace).update(`membership:${version}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
