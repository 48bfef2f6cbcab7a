import { useT } from '../../i18n/language.ts';
import { addChips, pendingOf } from './filters.ts';
import { Option } from './Option.tsx';
import { setSearch, useSearch } from './search-store.ts';
import styles from './SearchPanel.module.css';
import type { Suggestion } from './suggestions.ts';

interface Props {
  listId: string;
  suggestions: readonly Suggestion[];
  onPick: () => void;
}

/** Filters, or values of the one being written, to choose. A day can be chosen from the calendar too. */
export function Suggestions({ listId, suggestions, onPick }: Props) {
  const t = useT();
  const text = useSearch((search) => search.text);
  const pending = pendingOf(text);
  const take = ({ chips, write }: Pick<Suggestion, 'chips' | 'write'>) => {
    const before = pending ? text.slice(0, pending.at) : text;
    if (chips) setSearch({ text: before.trimEnd(), chips: addChips(useSearch.getState().chips, chips) });
    else if (write) setSearch({ text: before.trim() === '' ? write : `${before.trim()} ${write}` });
    onPick();
  };
  const day = pending?.kind === 'before' || pending?.kind === 'after' ? pending.kind : null;
  return (
    <div className={styles.suggestions} role="group" aria-label={t('search.filters')}>
      {suggestions.map((suggestion) => (
        <Option
          key={suggestion.id}
          listId={listId}
          id={`filter-${suggestion.id}`}
          look="chip"
          onPick={() => take(suggestion)}
        >
          <bdi>{suggestion.label}</bdi>
        </Option>
      ))}
      {day && (
        <input
          type="date"
          className={styles.day}
          aria-label={t('search.pickDay')}
          onChange={(event) => {
            const { value } = event.target;
            if (/^[12]\d{3}-/.test(value)) take({ chips: [{ kind: day, value }] });
          }}
        />
      )}
    </div>
  );
}
