import type { ChatState, ClientState } from '@bridges/sdk';
import type { Translate } from '../../i18n/translate.ts';
import { chatTitle, peerOf } from '../../store/chat-title.ts';
import { otherLayout } from '../../text/other-layout.ts';

/** Chats whose title, handle or username holds the query, also typed in the other keyboard layout. */
export function findChats(
  chats: readonly ChatState[],
  users: ClientState['users'],
  query: string,
  t: Translate,
): ChatState[] {
  const wanted = [query, otherLayout(query)].map((text) => text.toLocaleLowerCase());
  return chats
    .filter(({ chat }) => {
      const peer = peerOf(chat, users);
      const names = [chatTitle(chat, peer, t), peer?.username, chat.handle]
        .filter((name) => typeof name === 'string')
        .map((name) => name.toLocaleLowerCase());
      return wanted.some((text) => names.some((name) => name.includes(text)));
    })
    .slice(0, 20);
}
