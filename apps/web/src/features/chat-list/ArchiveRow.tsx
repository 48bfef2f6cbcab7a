import { unreadTotals } from '@bridges/sdk';
import type { ChatState } from '@bridges/sdk';
import { Archive } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import { chatTitle, peerOf } from '../../store/chat-title.ts';
import { useUsers } from '../../store/selectors.ts';
import styles from './ArchiveRow.module.css';
import { showTab } from './list-view.ts';

/** The way into the archive, with the names of what is in it. */
export function ArchiveRow({ chats }: { chats: readonly ChatState[] }) {
  const t = useT();
  const users = useUsers();
  const titles = chats.slice(0, 5).map(({ chat }) => chatTitle(chat, peerOf(chat, users), t));
  const { chats: loud, mutedChats } = unreadTotals(chats);
  return (
    <button type="button" className={styles.row} data-list-row="" onClick={() => showTab('archive')}>
      <span className={styles.icon}>
        <Archive size={21} strokeWidth={1.8} aria-hidden="true" />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{t('list.archiveTitle')}</span>
        <bdi className={styles.titles}>{titles.join(', ')}</bdi>
      </span>
      {loud + mutedChats > 0 && (
        <span className={styles.count} aria-label={t('list.unreadChats', { count: loud + mutedChats })}>
          {loud + mutedChats}
        </span>
      )}
    </button>
  );
}
