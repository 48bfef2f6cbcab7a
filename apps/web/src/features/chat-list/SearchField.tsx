import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { searchFieldId } from '../shell/use-shortcuts.ts';
import styles from './SearchField.module.css';

interface Props {
  value: string;
  onChange: (value: string) => void;
}

/** Finds chats and people. Arrow down goes to the list, Enter opens its first row, Esc clears. */
export function SearchField({ value, onChange }: Props) {
  const t = useT();
  const ref = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && value !== '') {
      event.stopPropagation();
      event.preventDefault();
      onChange('');
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      ref.current?.blur();
    } else if (event.key === 'ArrowDown' || (event.key === 'Enter' && value.trim() !== '')) {
      const row = document.querySelector<HTMLElement>('[data-list-row]');
      event.preventDefault();
      if (event.key === 'Enter') row?.click();
      else row?.focus();
    }
  };
  return (
    <div className={styles.box} role="search">
      <Search className={styles.icon} size={19} aria-hidden="true" />
      <input
        ref={ref}
        id={searchFieldId}
        type="search"
        className={styles.input}
        placeholder={t('chats.search')}
        aria-label={t('chats.search')}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        dir="auto"
        value={value}
        maxLength={100}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('act.clear')}
          onClick={() => {
            onChange('');
            ref.current?.focus();
          }}
        >
          <X size={18} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
