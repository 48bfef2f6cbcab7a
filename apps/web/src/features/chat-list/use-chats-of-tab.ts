import type { ChatState, Folder } from '@bridges/sdk';
import { chatsInList } from '@bridges/sdk';
import { useMemo } from 'react';
import { client } from '../../realtime/client.ts';
import { useLeavingChats } from '../../store/leaving-chats.ts';
import { useClientState } from '../../store/selectors.ts';
import { useNow } from '../../ui/use-now.ts';
import { chatsOfTab, useListView } from './list-view.ts';

export const useFolders = (): readonly Folder[] => useClientState((state) => state.marks.folders);

/** The chats of the tab in view. */
export function useChatsOfTab(openChatId: string | null): readonly ChatState[] {
  const tab = useListView((view) => view.tab);
  const chats = useClientState((state) => state.chats);
  const leaving = useLeavingChats((state) => state.ids);
  // A mute that ends may bring a chat back from the archive.
  const now = useNow(60_000);
  return useMemo(() => {
    // Both say when to look again.
    void [chats, now];
    const list = chatsOfTab(client.getState(), tab, openChatId);
    return leaving.size === 0 ? list : list.filter(({ chat }) => !leaving.has(chat.id));
  }, [chats, now, tab, openChatId, leaving]);
}

export const useArchive = (): readonly ChatState[] =>
  useClientState((state) => chatsInList(state, { isArchive: true }));
