import type { Message } from '@bridges/contracts';
import type { ClientState } from './state.ts';

/** The message of mine that was sent by this client id, if it is at hand. */
export function ownMessage(
  { chats, me }: Pick<ClientState, 'chats' | 'me'>,
  chatId: string,
  clientId: string,
): Message | undefined {
  const held = chats[chatId];
  if (held === undefined || me === null) return undefined;
  const isIt = (message: Message) => message.clientId === clientId && message.senderId === me.id;
  const newest = held.chat.lastMessage;
  return (
    held.messages.findLast(isIt) ?? held.early.find(isIt) ?? (newest && isIt(newest) ? newest : undefined)
  );
}

/** Whether the message says these words; white space around them is no part of it. */
export const saysSo = (message: Message, text: string): boolean => message.text.trim() === text.trim();
