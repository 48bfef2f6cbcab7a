import type { ChatState, ClientState } from '@bridges/sdk';
import type { Translate } from '../../i18n/translate.ts';
import { chatTitle, peerOf } from '../../store/chat-title.ts';
import { fuzzyFind } from '../../text/fuzzy.ts';

/**
 * Chats whose title, handle or username fits the query: the best first, of equal ones the latest. It may be typed in
 * the other keyboard layout or the other alphabet.
 */
export function findChats(
  chats: readonly ChatState[],
  users: ClientState['users'],
  query: string,
  t: Translate,
): ChatState[] {
  const names = ({ chat }: ChatState) => {
    const peer = peerOf(chat, users);
    return [chatTitle(chat, peer, t), peer?.username, chat.handle].filter((name) => typeof name === 'string');
  };
  return fuzzyFind(query, chats, names, 20);
}
