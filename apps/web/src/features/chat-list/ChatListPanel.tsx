import { useEffect, useState } from 'react';
import { watchFor } from '../../realtime/watching.ts';
import { useChats } from '../../store/selectors.ts';
import { ChatList } from './ChatList.tsx';
import styles from './ChatListPanel.module.css';
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
  const [query, setQuery] = useState('');
  const chats = useChats();
  useEffect(() => {
    watchFor(
      'chats',
      chats.slice(0, 120).flatMap(({ chat }) => (chat.peerId === null ? [] : [chat.peerId])),
    );
  }, [chats]);
  return (
    <div className={styles.panel} inert={isCovered}>
      <header className={styles.header}>
        <MainMenu />
        <SearchField value={query} onChange={setQuery} />
      </header>
      {query.trim() === '' ? (
        <ChatList chatId={chatId} />
      ) : (
        <SearchResults query={query.trim()} chatId={chatId} onPick={() => setQuery('')} />
      )}
    </div>
  );
}
