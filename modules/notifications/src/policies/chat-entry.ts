import { createHash } from 'node:crypto';

/**
 * The one entry that a person has for the new messages of a chat: a UUID made of both, so that it is the same entry
 * whoever adds it, moves it on or takes it away.
 */
export function chatEntryId(userId: string, chatId: string): string {
  const bytes = createHash('sha256').update(`messages:${userId}:${chatId}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const restMostSeconds = 300;

/**
 * How long a chat is left alone after a look. Nobody new was found: all who are away have their entry, which grows by
 * itself, so there is ever less to look for. A large chat has more members to look through.
 */
export function lookAgainAfter(
  { restSeconds, foundNew, members }: { restSeconds: number; foundNew: boolean; members: number },
  firstSeconds: number,
): number {
  const rest = foundNew || restSeconds === 0 ? firstSeconds : Math.min(restSeconds * 2, restMostSeconds);
  return Math.max(rest, Math.ceil(members / 100));
}
