import { createHash } from 'node:crypto';

/** A UUID that is always the same for one message of one account to one bot: it is posted once, however often it comes. */
export function telegramClientId(botId: string, telegramId: number, messageId: number): string {
  const bytes = createHash('sha256')
    .update(`telegram:${botId}:${telegramId}:${messageId}`)
    .digest()
    .subarray(0, 16);
  // Version 8: made in a way of our own.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
