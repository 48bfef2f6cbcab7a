import { ArrowLeft, Bell, CheckCheck, CircleAlert } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { useClientState, useConnection } from '../../store/selectors.ts';
import { classNames } from '../../ui/class-names.ts';
import { Button } from '../../ui/Button.tsx';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { tried } from '../../ui/tried.ts';
import panelStyles from '../people/PeoplePanel.module.css';
import { InboxRow } from './InboxRow.tsx';
import styles from './InboxPanel.module.css';

/** What concerns me in person, the newest first. */
export function InboxPanel() {
  const t = useT();
  const [, navigate] = useLocation();
  const { entries, unreadCount, isLoaded } = useClientState((state) => state.inbox);
  const { hasFailed, list, load, lookForMore } = useInboxPages();
  return (
    <section className={panelStyles.panel} aria-labelledby="inbox-title">
      <header className={panelStyles.header}>
        <IconButton icon={ArrowLeft} label={t('act.back')} onClick={() => goBack(navigate, routes.chats)} />
        <h1 id="inbox-title" className={classNames(panelStyles.title, styles.title)}>
          {t('inbox.title')}
        </h1>
        {unreadCount > 0 && (
          <IconButton
            icon={CheckCheck}
            label={t('inbox.markAll')}
            onClick={() => void tried(() => client.markInboxRead())}
          />
        )}
      </header>
      <div className={panelStyles.list} ref={list} onScroll={lookForMore} onKeyDown={moveFocus}>
        {!isLoaded && !hasFailed && <SkeletonRows />}
        {isLoaded && entries.length === 0 && !hasFailed && (
          <Notice icon={Bell} title={t('inbox.empty')} hint={t('inbox.emptyHint')} />
        )}
        <ul>
          {entries.map((entry) => (
            <InboxRow key={entry.id} entry={entry} />
          ))}
        </ul>
        {hasFailed && (
          <Notice icon={CircleAlert} title={t('inbox.failed')} hint={t('error.network')} isAlert>
            <Button look="tinted" onClick={load}>
              {t('act.tryAgain')}
            </Button>
          </Notice>
        )}
      </div>
    </section>
  );
}

/** The first page if it is not there yet, and the next one when the end comes near. */
function useInboxPages() {
  const [hasFailed, setFailed] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const isOnline = useConnection().status === 'online';
  const { isLoaded, nextCursor } = useClientState((state) => state.inbox);
  const load = useCallback(() => {
    setFailed(false);
    client.loadMoreInbox().catch(() => setFailed(true));
  }, []);
  const lookForMore = useCallback(() => {
    const box = list.current;
    if (!box || hasFailed || (isLoaded && nextCursor === null)) return;
    if (box.scrollHeight - box.scrollTop - box.clientHeight < 600) load();
  }, [hasFailed, isLoaded, nextCursor, load]);
  // A short first page leaves room for the next one.
  useEffect(() => {
    if (isOnline) lookForMore();
  }, [isOnline, lookForMore]);
  return { hasFailed, list, load, lookForMore };
}
