import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { moveActive, pickActive, useActiveOption } from './combobox.ts';
import {
  closeSearch,
  openSearch,
  searchFieldId,
  searchListId,
  setSearch,
  useSearch,
} from './search-store.ts';
import styles from './SearchBox.module.css';

/** The field of the left column: arrows move through what was found, Enter opens it, Esc clears, then closes. */
export function SearchBox() {
  const t = useT();
  const ref = useRef<HTMLInputElement>(null);
  const { isOpen, text, chips } = useSearch();
  const active = useActiveOption(searchListId);
  const isEmpty = text === '' && chips.length === 0;
  const clear = () => setSearch({ text: '', chips: [] });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isAtStart = ref.current?.selectionStart === 0 && ref.current.selectionEnd === 0;
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      if (!isEmpty) return clear();
      closeSearch();
      ref.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      openSearch();
      moveActive(searchListId, event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      openSearch();
      // On a phone the key says "search": it gives the room of the keyboard to what was found.
      if (active === null && matchMedia('(pointer: coarse)').matches) ref.current?.blur();
      else if (!isEmpty || active !== null) pickActive(searchListId);
    } else if (event.key === 'Backspace' && isAtStart && chips.length > 0) {
      event.preventDefault();
      setSearch({ chips: chips.slice(0, -1) });
    }
  };
  return (
    <div className={styles.box} role="search">
      <Search className={styles.icon} size={19} aria-hidden="true" />
      <input
        ref={ref}
        id={searchFieldId}
        type="text"
        inputMode="search"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={searchListId}
        aria-autocomplete="list"
        aria-activedescendant={active ?? undefined}
        className={styles.input}
        placeholder={t('search.field')}
        aria-label={t('search.field')}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        dir="auto"
        value={text}
        maxLength={500}
        // Not by the focus alone: Tab passes it by, on to the chats.
        onClick={openSearch}
        onChange={(event) => setSearch({ isOpen: true, text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      {!isEmpty && (
        <button
          type="button"
          className={styles.clear}
          data-small=""
          aria-label={t('act.clear')}
          onClick={() => {
            clear();
            ref.current?.focus();
          }}
        >
          <X size={18} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
