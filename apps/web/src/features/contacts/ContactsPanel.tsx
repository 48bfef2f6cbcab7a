import { ArrowLeft, UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { watchFor } from '../../realtime/watching.ts';
import { routes } from '../../routes/routes.ts';
import type { ContactsTab } from '../../routes/routes.ts';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import peopleStyles from '../people/PeoplePanel.module.css';
import { ContactRow } from './ContactRow.tsx';
import { ContactsNotice } from './ContactsNotice.tsx';
import { ContactsTabs } from './ContactsTabs.tsx';
import { useContactList } from './use-contact-list.ts';

/** People I am in contact with, and requests both ways. */
export function ContactsPanel({ tab }: { tab: ContactsTab }) {
  const t = useT();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const search = tab === 'contacts' ? typed.trim() : '';
  const list = useContactList(tab, search);
  const ids = list.items.map(({ id }) => id).join();
  useEffect(() => {
    watchFor('contacts', ids ? ids.split(',').slice(0, 80) : []);
    return () => watchFor('contacts', []);
  }, [ids]);
  return (
    <section className={peopleStyles.panel} aria-labelledby="contacts-title">
      <header className={peopleStyles.header}>
        <IconButton icon={ArrowLeft} label={t('act.back')} onClick={() => goBack(navigate, routes.chats)} />
        <h1 id="contacts-title" className={peopleStyles.title}>
          {t('contacts.title')}
        </h1>
        <IconButton
          icon={UserPlus}
          label={t('contacts.find')}
          style={{ marginInlineStart: 'auto' }}
          onClick={() => navigate(routes.people)}
        />
      </header>
      <div className={peopleStyles.tools}>
        <ContactsTabs tab={tab} />
        {tab === 'contacts' && (
          <input
            type="search"
            className={peopleStyles.search}
            placeholder={t('contacts.search')}
            aria-label={t('contacts.search')}
            value={typed}
            maxLength={100}
            dir="auto"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </div>
      <div
        className={peopleStyles.list}
        onKeyDown={moveFocus}
        onScroll={({ currentTarget: box }) => {
          if (box.scrollHeight - box.scrollTop - box.clientHeight < 800) void list.loadMore();
        }}
      >
        {list.items.length === 0 && (
          <ContactsNotice
            tab={tab}
            search={search}
            isLoading={list.isLoading}
            hasFailed={list.hasFailed}
            onRetry={list.reload}
          />
        )}
        <ul>
          {list.items.map((user) => (
            <li key={user.id}>
              <ContactRow user={user} tab={tab} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
