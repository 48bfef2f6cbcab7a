import type { PublicUser } from '@bridges/sdk';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Field } from '../../ui/Field.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { usePeople } from '../people/use-people.ts';
import styles from './TracePage.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  picked: PublicUser | null;
  error: string | undefined;
  onPick: (user: PublicUser | null) => void;
}

const mostShown = 6;

/** One person by name: the arrows choose, Enter takes. */
export function PersonField({ picked, error, onPick }: Props) {
  const t = useT();
  const words = useWords();
  const listId = useId();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const query = search.trim();
  const people = usePeople(query, 'relevance', picked === null && query !== '');
  const options = query === '' ? [] : people.users.slice(0, mostShown);
  const pick = (user: PublicUser) => {
    setSearch('');
    onPick(user);
  };
  if (picked) {
    return (
      <div className={styles.picked}>
        <Avatar id={picked.id} name={userName(picked, t)} fileId={picked.avatarFileId} size={40} />
        <span className={styles.who}>
          <bdi>{userName(picked, t)}</bdi>
          <span>@{picked.username}</span>
        </span>
        <IconButton icon={X} label={words('personPicked')} onClick={() => onPick(null)} />
      </div>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && options.length > 0) {
      event.preventDefault();
      setActive((active + step + options.length) % options.length);
    }
    const chosen = options[active];
    if (event.key === 'Enter' && query !== '') {
      event.preventDefault();
      if (chosen) pick(chosen);
    }
    if (event.key === 'Escape' && search !== '') {
      event.stopPropagation();
      setSearch('');
    }
  };
  const isOpen = options.length > 0;
  return (
    <div className={styles.person}>
      <Field
        label={words('personSearch')}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
        value={search}
        maxLength={100}
        autoComplete="off"
        error={error}
        hint={query !== '' && !people.isLoading && !isOpen ? words('nobody') : undefined}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={words('person')}
        className={styles.options}
        hidden={!isOpen}
      >
        {options.map((user, at) => (
          <div
            key={user.id}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={at === active}
            className={styles.option}
            onPointerMove={() => setActive(at)}
            onClick={() => pick(user)}
          >
            <Avatar id={user.id} name={userName(user, t)} fileId={user.avatarFileId} size={40} />
            <span className={styles.who}>
              <bdi>{userName(user, t)}</bdi>
              <span>@{user.username}</span>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
