import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleAlert, MessageCirclePlus } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { useChats, useConnection, useEpoch } from '../../store/selectors.ts';
import { useDensity } from '../../ui/density.ts';
import { useTextSize } from '../../ui/use-text-size.ts';
import { moveFocus } from '../../ui/move-focus.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { InvitationsRow } from '../invitations/InvitationsRow.tsx';
import { ArchiveRow } from './ArchiveRow.tsx';
import styles from './ChatList.module.css';
import { ChatRow } from './ChatRow.tsx';
import { EmptyTab } from './EmptyTab.tsx';
import { showTab, useListView } from './list-view.ts';
import { useArchive, useChatsOfTab } from './use-chats-of-tab.ts';
import { useKeptScroll } from './use-kept-scroll.ts';
import { useSteadyOrder } from './use-steady-order.ts';

/** As in tokens.css. */
/** As `--row-height`, in rem: rows grow with the person's text. */
const rowHeights = { comfortable: 4.5, compact: 3.625 } as const;

/**
 * The chats of the tab in view: pinned first, then the latest activity. Only the rows in view exist, and each stands
 * at its own place.
 */
export function ChatList({ chatId }: { chatId: string | null }) {
  const t = useT();
  const tab = useListView((view) => view.tab);
  const all = useChats();
  const { rows: chats, handlers } = useSteadyOrder(useChatsOfTab(chatId), tab);
  const archive = useArchive();
  const epoch = useEpoch();
  const connection = useConnection().status;
  const rowHeight = rowHeights[useDensity(({ density }) => density)] * useTextSize();
  const ref = useRef<HTMLDivElement>(null);
  const ids = useMemo(() => chats.map(({ chat }) => chat.id), [chats]);
  useKeptScroll(ref, ids, rowHeight);
  useLayoutEffect(() => {
    // In braces: newer browsers answer with a promise.
    ref.current?.scrollTo({ top: 0 });
  }, [tab]);
  const rows = useVirtualizer({
    count: chats.length,
    getScrollElement: () => ref.current,
    estimateSize: () => rowHeight,
    getItemKey: (at) => chats[at]?.chat.id ?? at,
    overscan: 6,
    paddingStart: 4,
    paddingEnd: 8,
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && tab !== 'all') {
      event.preventDefault();
      showTab('all');
    } else moveFocus(event);
  };
  // "Saved messages" is there from the start; it alone is still an empty list of chats.
  const isAlone = all.every(({ chat }) => chat.kind === 'saved');
  if (epoch === null && all.length === 0) {
    if (connection !== 'offline') return <SkeletonRows />;
    return <Notice icon={CircleAlert} title={t('chats.failed')} hint={t('error.network')} isAlert />;
  }
  return (
    <nav
      ref={ref}
      className={styles.scroller}
      aria-label={t('chats.list')}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      {tab === 'all' && (
        <div className={styles.head}>
          <InvitationsRow />
          {archive.length > 0 && <ArchiveRow chats={archive} />}
        </div>
      )}
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
      {isAlone ? (
        <Notice icon={MessageCirclePlus} title={t('chats.empty')} hint={t('chats.emptyHint')}>
          <Link href={routes.people} className={styles.find ?? ''}>
            {t('chats.findPeople')}
          </Link>
        </Notice>
      ) : (
        chats.length === 0 && <EmptyTab tab={tab} />
      )}
    </nav>
  );
}
