import { ArrowLeft, UsersRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { watchFor } from '../../realtime/watching.ts';
import { routes } from '../../routes/routes.ts';
import { useChats } from '../../store/selectors.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { tellWhenLetIn } from '../invitations/let-in.ts';
import { InboxBell } from '../inbox/InboxBell.tsx';
import archiveStyles from './ArchiveRow.module.css';
import { ChatList } from './ChatList.tsx';
import styles from './ChatListPanel.module.css';
import { ChatMenuHost } from './ChatMenu.tsx';
import { FolderTabs } from './FolderTabs.tsx';
import { showTab, useListView } from './list-view.ts';
import { MainMenu } from './MainMenu.tsx';
import { SearchField } from './SearchField.tsx';
import { SearchResults } from './SearchResults.tsx';

interface Props {
  chatId: string | null;
  /** Another panel lies over this one: out of reach then, but still in place. */
  isCovered: boolean;
}

/** The left column: menu, search, and the chats or what was found. */
export function ChatListPanel({ chatId, isCovered }: Props) {
  const t = useT();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const tab = useListView((view) => view.tab);
  const chats = useChats();
  useEffect(() => {
    watchFor(
      'chats',
      chats.slice(0, 120).flatMap(({ chat }) => (chat.peerId === null ? [] : [chat.peerId])),
    );
  }, [chats]);
  useEffect(tellWhenLetIn, []);
  const hasChats = chats.some(({ chat }) => chat.kind !== 'saved');
  return (
    <div className={styles.panel} inert={isCovered}>
      <ChatMenuHost />
      <header className={styles.header}>
        <MainMenu />
        <SearchField value={query} onChange={setQuery} />
        <InboxBell />
        <IconButton icon={UsersRound} label={t('group.new')} onClick={() => navigate(routes.newGroup)} />
      </header>
      {query.trim() !== '' ? (
        <SearchResults query={query.trim()} chatId={chatId} onPick={() => setQuery('')} />
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
