import { chatsInList, isUnread } from '@bridges/sdk';
import type { ChatState, ClientState } from '@bridges/sdk';
import { create } from 'zustand';

/** Which list is shown: everything, a filter, the archive, or a folder by its id. */
export type ListTab = 'all' | 'unread' | 'mentions' | 'archive' | (string & {});

export const useListView = create<{ tab: ListTab }>(() => ({ tab: 'all' }));
export const showTab = (tab: ListTab): void => useListView.setState({ tab });

const isFilter = (tab: ListTab): boolean => tab === 'all' || tab === 'unread' || tab === 'mentions';

/** The chats of a tab, pinned first. The same array while nothing changed, unless the tab filters. */
export function chatsOfTab(
  state: ClientState,
  tab: ListTab,
  openChatId: string | null = null,
): readonly ChatState[] {
  const list = chatsInList(
    state,
    tab === 'archive' ? { isArchive: true } : isFilter(tab) ? {} : { folderId: tab },
  );
  if (tab !== 'unread' && tab !== 'mentions') return list;
  // What is being read stays in sight until another chat is opened.
  return list.filter(
    ({ chat }) => chat.id === openChatId || (tab === 'unread' ? isUnread(chat) : chat.mentionSeqs.length > 0),
  );
}
