import { ArrowLeft, UsersRound } from 'lucide-react';
import { useEffect } from 'react';
import type { FocusEvent } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { watchFor } from '../../realtime/watching.ts';
import { routes } from '../../routes/routes.ts';
import { useChats } from '../../store/selectors.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { tellWhenLetIn } from '../invitations/let-in.ts';
import { InboxBell } from '../inbox/InboxBell.tsx';
import { lazyPart } from '../problems/lazy-part.ts';
import { Part } from '../problems/Part.tsx';
import { useSearchAddress } from '../search/use-search-address.ts';
import { SearchBox } from '../search/SearchBox.tsx';
import { closeSearch, focusSearch, useSearch } from '../search/search-store.ts';
import archiveStyles from './ArchiveRow.module.css';
import { ChatList } from './ChatList.tsx';
import styles from './ChatListPanel.module.css';
import { ChatMenuHost } from './ChatMenu.tsx';
import { FolderTabs } from './FolderTabs.tsx';
import { showTab, useListView } from './list-view.ts';
import { MainMenu } from './MainMenu.tsx';

const SearchPanel = lazyPart(async () => (await import('../search/SearchPanel.tsx')).SearchPanel);

/** Who leaves the search without having asked for anything is back at her chats. */
function onBlur({ currentTarget, relatedTarget, target }: FocusEvent): void {
  const { text, chips } = useSearch.getState();
  // Another window is in front: then the field keeps its focus.
  if (currentTarget.contains(relatedTarget) || document.activeElement === target) return;
  if (text.trim() === '' && chips.length === 0) closeSearch();
}

interface Props {
  chatId: string | null;
  /** Another panel lies over this one: out of reach then, but still in place. */
  isCovered: boolean;
}

/** The left column: menu, search, and the chats or what was found. */
export function ChatListPanel({ chatId, isCovered }: Props) {
  const t = useT();
  const [, navigate] = useLocation();
  const isSearching = useSearch(({ isOpen }) => isOpen);
  const tab = useListView((view) => view.tab);
  const chats = useChats();
  useEffect(() => {
    watchFor(
      'chats',
      chats.slice(0, 120).flatMap(({ chat }) => (chat.peerId === null ? [] : [chat.peerId])),
    );
  }, [chats]);
  useEffect(tellWhenLetIn, []);
  useEffect(() => closeSearch, []);
  useSearchAddress();
  const hasChats = chats.some(({ chat }) => chat.kind !== 'saved');
  return (
    <div className={styles.panel} inert={isCovered} onBlur={onBlur}>
      <ChatMenuHost />
      <header className={styles.header}>
        {isSearching ? (
          <IconButton icon={ArrowLeft} label={t('search.close')} onClick={closeSearch} />
        ) : (
          <MainMenu />
        )}
        <SearchBox />
        {!isSearching && (
          <>
            <InboxBell />
            <IconButton icon={UsersRound} label={t('group.new')} onClick={() => navigate(routes.newGroup)} />
          </>
        )}
      </header>
      {isSearching ? (
        <Part onFail={closeSearch}>
          <SearchPanel chatId={chatId} onFocus={focusSearch} />
        </Part>
      ) : (
        <>
          {tab === 'archive' ? (
            <div className={archiveStyles.back}>
              <IconButton icon={ArrowLeft} label={t('list.toAll')} onClick={() => showTab('all')} />
              <h2>{t('list.archiveTitle')}</h2>
            </div>
          ) : (
            hasChats && <FolderTabs />
          )}
          <ChatList chatId={chatId} />
        </>
      )}
    </div>
  );
}
