import type { PublicUser } from '@bridges/sdk';
import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useState } from 'react';
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
  /** Whom the person is chosen as; else just somebody. */
  label?: string;
  picked: PublicUser | null;
  error: string | undefined;
  onPick: (user: PublicUser | null) => void;
}

const mostShown = 6;

/** One person by name: the arrows choose, Enter takes. */
export function PersonField({ label, picked, error, onPick }: Props) {
  const t = useT();
  const words = useWords();
  const listId = useId();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  /** Enter was pressed before the answer to what is typed came. */
  const [isAwaited, setAwaited] = useState(false);
  const query = search.trim();
  const people = usePeople(query, 'relevance', picked === null && query !== '');
  const options = query === '' ? [] : people.users.slice(0, mostShown);
  // While another answer is on its way, those in view are of the letters before: Enter takes none of them.
  const marked = people.isLoading ? -1 : Math.min(active, options.length - 1);
  const pick = (user: PublicUser) => {
    setSearch('');
    onPick(user);
  };
  const takeMarked = () => {
    setAwaited(people.isLoading);
    const chosen = options[marked];
    if (chosen) pick(chosen);
  };
  const onAnswer = useEffectEvent(() => isAwaited && takeMarked());
  useEffect(() => {
    if (!people.isLoading) onAnswer();
  }, [people.isLoading]);
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
    if (event.key === 'Enter' && query !== '') {
      event.preventDefault();
      takeMarked();
    }
    if (event.key === 'Escape' && search !== '') {
      event.stopPropagation();
      setSearch('');
      setAwaited(false);
    }
  };
  const isOpen = options.length > 0;
  return (
    <div className={styles.person}>
      <Field
        label={label ?? words('personSearch')}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={marked < 0 ? undefined : `${listId}-${marked}`}
        value={search}
        maxLength={100}
        autoComplete="off"
        error={error}
        hint={query !== '' && !people.isLoading && !isOpen ? words('nobody') : undefined}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
          setAwaited(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={label ?? words('person')}
        aria-busy={people.isLoading}
        className={styles.options}
        hidden={!isOpen}
      >
        {options.map((user, at) => (
          <div
            key={user.id}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={at === marked}
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
