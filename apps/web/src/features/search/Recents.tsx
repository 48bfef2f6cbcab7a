import { History, X } from 'lucide-react';
import { useLanguage, useT } from '../../i18n/language.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { chipText } from './chip-text.ts';
import { Option } from './Option.tsx';
import { forgetSearch, forgetSearches, useRecentSearches } from './recent-searches.ts';
import { setSearch } from './search-store.ts';
import styles from './SearchPanel.module.css';

interface Props {
  listId: string;
  onPick: () => void;
}

/** What was looked for before, to look for again; it can be forgotten, one by one or all. */
export function Recents({ listId, onPick }: Props) {
  const t = useT();
  const language = useLanguage();
  const { list } = useRecentSearches();
  return (
    <div role="group" aria-label={t('search.recent')}>
      <div className={styles.heading}>
        {t('search.recent')}
        <button type="button" className={styles.clear} onClick={forgetSearches}>
          {t('search.clearRecent')}
        </button>
      </div>
      {list.map((search) => {
        const words = [...search.chips.map((chip) => chipText(chip, t, language)), search.text];
        const query = words.filter(Boolean).join(' · ');
        return (
          <div key={query} className={styles.recent}>
            <Option
              listId={listId}
              id={`recent-${query}`}
              onPick={() => {
                setSearch(search);
                onPick();
              }}
            >
              <History size={20} aria-hidden="true" />
              <bdi className={styles.recentText}>{query}</bdi>
            </Option>
            <IconButton icon={X} label={t('search.forget', { query })} onClick={() => forgetSearch(search)} />
          </div>
        );
      })}
    </div>
  );
}
