import { Search } from 'lucide-react';
import { useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { useChats, useMe, useUsers } from '../../store/selectors.ts';
import { activeOption, moveActive, pickActive, setActive, useActiveOption, useAnswered } from './combobox.ts';
import { findByName, namesOfChat } from './find-by-name.ts';
import { ChatOption, PersonOption } from './FoundSections.tsx';
import { Option } from './Option.tsx';
import { focusSearch, setSearch } from './search-store.ts';
import styles from './Switcher.module.css';
import { switcherKeyOf, takeTyped } from './switcher-typed.ts';
import type { SwitcherKey } from './switcher-typed.ts';
import { useFoundPeople } from './use-found-people.ts';

const listId = 'switcher-list';
const most = 12;
/** Enter means the first already: an arrow leads to the one after it. */
const afterFirst = 2;

interface Props {
  chatId: string | null;
  onClose: () => void;
}

/** Jumps to a chat or a person: the latest first, by a part of the name, in either layout and alphabet. */
export function Switcher({ chatId, onClose }: Props) {
  const t = useT();
  const me = useMe();
  const users = useUsers();
  const all = useChats();
  const [query, setQuery] = useState('');
  const words = query.trim();
  const dialog = useRef<HTMLDialogElement>(null);
  const active = useActiveOption(listId);
  const people = useFoundPeople(words);
  const kept = useRef<ReturnType<typeof takeTyped>>(null);
  // In one go with the going of what kept the keys till now.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    // Not while rendering, which may be begun anew, and before whose end more may be typed.
    kept.current = takeTyped();
    setQuery(kept.current.text);
    return () => {
      element?.close();
      setActive(listId, null);
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);

  const chats = useMemo(() => {
    // One is already there: the chat before comes first.
    const others = words === '' ? all.filter(({ chat }) => chat.id !== chatId) : all;
    return findByName(words, others, (state) => namesOfChat(state, users, t), most);
  }, [words, all, chatId, users, t]);
  useAnswered(listId, people.isLoading);
  const known = new Set(chats.map(({ chat }) => chat.peerId));
  const others = words.length < 2 ? [] : people.users.filter(({ id }) => id !== me?.id && !known.has(id));
  const press = (key: SwitcherKey) => {
    if (key === 'Enter') return pickActive(listId);
    const step = key === 'ArrowDown' ? 1 : -1;
    const isFirst = activeOption(listId) === null && step === 1 && chats.length > 1;
    moveActive(listId, isFirst ? afterFirst : step);
  };
  const pressKept = useEffectEvent(() => {
    const typed = kept.current;
    // Keys are about what stood there when they were pressed.
    if (typed?.text !== query) return;
    kept.current = null;
    for (const key of typed.keys) press(key);
  });
  useLayoutEffect(() => pressKept(), [query]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const key = switcherKeyOf(event);
    if (key) {
      event.preventDefault();
      press(key);
    }
    event.stopPropagation();
  };
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t('search.switcher')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={onKeyDown}
    >
      <div className={styles.field}>
        <Search size={20} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active ?? undefined}
          aria-label={t('search.switcher')}
          placeholder={t('search.switcherHint')}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          maxLength={100}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(listId, null);
          }}
        />
      </div>
      <div id={listId} role="listbox" aria-label={t('search.switcher')} className={styles.list}>
        {chats.map((state) => (
          <ChatOption key={state.chat.id} listId={listId} state={state} onPick={onClose} />
        ))}
        <div data-stale={people.isLoading || undefined}>
          {others.map((user) => (
            <PersonOption key={user.id} listId={listId} user={user} onPick={onClose} />
          ))}
        </div>
        {words !== '' && chats.length + others.length === 0 && !people.isLoading && (
          <p className={styles.nothing}>{t('search.switcherNothing')}</p>
        )}
        {words.length >= 2 && (
          <div data-stale={(people.isLoading && chats.length === 0) || undefined}>
            <Option
              listId={listId}
              id="messages"
              onPick={() => {
                onClose();
                setSearch({ isOpen: true, text: words, chips: [] });
                focusSearch();
              }}
            >
              <span className={styles.icon}>
                <Search size={20} aria-hidden="true" />
              </span>
              <bdi className={styles.words}>{t('search.searchFor', { query: words })}</bdi>
            </Option>
          </div>
        )}
      </div>
    </dialog>
  );
}
