import { ArrowLeft, CircleAlert, UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { watchFor } from '../../realtime/watching.ts';
import { routes } from '../../routes/routes.ts';
import { useMe } from '../../store/selectors.ts';
import { Button } from '../../ui/Button.tsx';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { toast } from '../../ui/toasts.ts';
import { openDirectWith } from './open-direct.ts';
import styles from './PeoplePanel.module.css';
import { PersonRow } from './PersonRow.tsx';
import { usePeople } from './use-people.ts';

const sorts = [
  { sort: '-lastSeen', label: 'people.sortLastSeen' },
  { sort: 'name', label: 'people.sortName' },
  { sort: '-joined', label: 'people.sortJoined' },
] as const;

/** The directory of everybody here. */
export function PeoplePanel() {
  const t = useT();
  const me = useMe();
  const [, navigate] = useLocation();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<(typeof sorts)[number]['sort'] | null>(null);
  // Who looks for somebody wants the best first, unless she says otherwise.
  const sort = chosen ?? (search.trim() === '' ? '-lastSeen' : 'relevance');
  const people = usePeople(search.trim(), sort);
  const users = people.users.filter(({ id }) => id !== me?.id);
  const ids = users.map(({ id }) => id).join();
  useEffect(() => {
    watchFor('people', ids ? ids.split(',').slice(0, 80) : []);
    return () => watchFor('people', []);
  }, [ids]);

  const isEmpty = users.length === 0;
  return (
    <section className={styles.panel} aria-labelledby="people-title">
      <header className={styles.header}>
        <IconButton icon={ArrowLeft} label={t('act.back')} onClick={() => goBack(navigate, routes.chats)} />
        <h1 id="people-title" className={styles.title}>
          {t('people.title')}
        </h1>
      </header>
      <div className={styles.tools}>
        <input
          type="search"
          className={styles.search}
          placeholder={t('people.search')}
          aria-label={t('people.search')}
          value={search}
          maxLength={100}
          dir="auto"
          onChange={(event) => setSearch(event.target.value)}
        />
        <div className={styles.sorts} role="radiogroup" aria-label={t('people.sort')}>
          {sorts.map((one) => (
            <label key={one.sort} className={styles.sort}>
              <input
                type="radio"
                name="sort"
                className="visually-hidden"
                checked={one.sort === sort}
                onChange={() => setChosen(one.sort)}
              />
              {t(one.label)}
            </label>
          ))}
        </div>
      </div>
      <div
        className={styles.list}
        onKeyDown={moveFocus}
        onScroll={({ currentTarget: list }) => {
          if (list.scrollHeight - list.scrollTop - list.clientHeight < 800) void people.loadMore();
        }}
      >
        {isEmpty && people.isLoading && <SkeletonRows />}
        {isEmpty && people.hasFailed && (
          <Notice icon={CircleAlert} title={t('people.failed')} hint={t('error.network')} isAlert>
            <Button look="tinted" onClick={people.retry}>
              {t('act.tryAgain')}
            </Button>
          </Notice>
        )}
        {isEmpty && !people.isLoading && !people.hasFailed && search.trim() !== '' && (
          <Notice
            title={t('chats.nothingFound', { query: search.trim() })}
            hint={t('chats.nothingFoundHint')}
          />
        )}
        {isEmpty && !people.isLoading && !people.hasFailed && search.trim() === '' && (
          <Notice
            icon={UserPlus}
            title={t('people.empty')}
            hint={`${t('people.emptyHint')} ${location.origin}`}
          >
            <Button
              look="tinted"
              onClick={() =>
                void navigator.clipboard?.writeText(location.origin).then(() => toast(t('act.copied')))
              }
            >
              {t('people.copyLink')}
            </Button>
          </Notice>
        )}
        <ul>
          {users.map((user) => (
            <li key={user.id}>
              <PersonRow user={user} onPick={() => void openDirectWith(user.id, navigate)} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
