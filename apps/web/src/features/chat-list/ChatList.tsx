import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleAlert, MessageCirclePlus } from 'lucide-react';
import { useRef } from 'react';
import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { useChats, useConnection, useEpoch } from '../../store/selectors.ts';
import { moveFocus } from '../../ui/move-focus.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './ChatList.module.css';
import { ChatRow } from './ChatRow.tsx';

const rowHeight = 72;

/** All chats, the latest activity first. Only the rows in view exist, and each stands at its own place. */
export function ChatList({ chatId }: { chatId: string | null }) {
  const t = useT();
  const chats = useChats();
  const epoch = useEpoch();
  const connection = useConnection().status;
  const ref = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: chats.length,
    getScrollElement: () => ref.current,
    estimateSize: () => rowHeight,
    getItemKey: (at) => chats[at]?.chat.id ?? at,
    overscan: 6,
    paddingStart: 4,
    paddingEnd: 8,
  });
  // "Saved messages" is there from the start; it alone is still an empty list of chats.
  const isAlone = chats.every(({ chat }) => chat.kind === 'saved');
  if (epoch === null && chats.length === 0) {
    if (connection !== 'offline') return <SkeletonRows />;
    return <Notice icon={CircleAlert} title={t('chats.failed')} hint={t('error.network')} isAlert />;
  }
  return (
    <nav ref={ref} className={styles.scroller} aria-label={t('chats.list')} onKeyDown={moveFocus}>
      <ul className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const chat = chats[item.index];
          return (
            chat && (
              <li
                key={item.key}
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)` }}
                aria-posinset={item.index + 1}
                aria-setsize={chats.length}
              >
                <ChatRow state={chat} isSelected={chat.chat.id === chatId} />
              </li>
            )
          );
        })}
      </ul>
      {isAlone && (
        <Notice icon={MessageCirclePlus} title={t('chats.empty')} hint={t('chats.emptyHint')}>
          <Link href={routes.people} className={styles.find ?? ''}>
            {t('chats.findPeople')}
          </Link>
        </Notice>
      )}
    </nav>
  );
}
