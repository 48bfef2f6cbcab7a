import { derivedId } from './derived-id.ts';

/** The client id of what a group's change says in its chat: the same change can't say it twice. */
export function systemMessageId(chatId: string, version: number): string {
  return derivedId(chatId, `membership:${version}`);
}
