import type { PublicUser } from '@bridges/sdk';
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useMe, usePresence } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { usePeople } from '../people/use-people.ts';
import styles from './PeoplePicker.module.css';
import { useContacts } from './use-contacts.ts';

interface Props {
  picked: readonly PublicUser[];
  onChange: (picked: readonly PublicUser[]) => void;
  /** Not offered: they are in it already. */
  without?: ReadonlySet<string> | undefined;
}

/** Several people by search: contacts first, then everybody; who is picked stands as a chip in the field. */
export function PeoplePicker({ picked, onChange, without }: Props) {
  const t = useT();
  const me = useMe();
  const [search, setSearch] = useState('');
  const query = search.trim();
  const contacts = useContacts(query).filter(({ id }) => !without?.has(id));
  const people = usePeople(query, query ? 'relevance' : '-lastSeen');
  const known = new Set(contacts.map(({ id }) => id));
  const others = people.users.filter(({ id }) => id !== me?.id && !known.has(id) && !without?.has(id));
  const pickedIds = new Set(picked.map(({ id }) => id));
  const toggle = (user: PublicUser) => {
    onChange(pickedIds.has(user.id) ? picked.filter(({ id }) => id !== user.id) : [...picked, user]);
    if (query) setSearch('');
  };
  const rows = (users: readonly PublicUser[]) =>
    users.map((user) => (
      <li key={user.id}>
        <PickRow user={user} isPicked={pickedIds.has(user.id)} onPick={() => toggle(user)} />
      </li>
    ));
  const isEmpty = contacts.length + others.length === 0;
  return (
    <div className={styles.picker} onKeyDown={moveFocus}>
      <div className={styles.field}>
        {picked.map((user) => (
          <button
            key={user.id}
            type="button"
            className={styles.chip}
            aria-label={t('group.unpick', { name: userName(user, t) })}
            onClick={() => toggle(user)}
          >
            <bdi>{userName(user, t)}</bdi>
            <X size={14} aria-hidden="true" />
          </button>
        ))}
        <input
          type="search"
          className={styles.input}
          placeholder={t('people.search')}
          aria-label={t('people.search')}
          value={search}
          maxLength={100}
          dir="auto"
          autoFocus={!matchMedia('(pointer: coarse)').matches}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            const last = picked.at(-1);
            if (event.key === 'Backspace' && search === '' && last) toggle(last);
          }}
        />
      </div>
      <div
        className={styles.list}
        onScroll={({ currentTarget: list }) => {
          if (list.scrollHeight - list.scrollTop - list.clientHeight < 600) void people.loadMore();
        }}
      >
        {contacts.length > 0 && <h2 className={styles.heading}>{t('group.contacts')}</h2>}
        <ul>{rows(contacts)}</ul>
        {contacts.length > 0 && others.length > 0 && (
          <h2 className={styles.heading}>{t('group.everybody')}</h2>
        )}
        <ul>{rows(others)}</ul>
        {isEmpty && people.isLoading && <SkeletonRows count={5} />}
        {isEmpty && !people.isLoading && (
          <Notice
            title={query ? t('chats.nothingFound', { query }) : t('people.empty')}
            hint={query ? t('chats.nothingFoundHint') : undefined}
          />
        )}
      </div>
    </div>
  );
}

function PickRow({ user, isPicked, onPick }: { user: PublicUser; isPicked: boolean; onPick: () => void }) {
  const t = useT();
  const presence = usePresence(user.id);
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={isPicked}
      className={styles.person}
      data-list-row=""
      onClick={onPick}
    >
      <Avatar
        fileId={user.avatarFileId}
        id={user.id}
        name={userName(user, t)}
        size={40}
        isOnline={presence?.isOnline ?? false}
      />
      <span className={styles.text}>
        <bdi className={styles.name}>{userName(user, t)}</bdi>
        <span className={styles.about}>@{user.username}</span>
      </span>
      <span className={styles.mark} aria-hidden="true">
        <Check size={15} strokeWidth={3} />
      </span>
    </button>
  );
}
