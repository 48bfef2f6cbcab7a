import { X } from 'lucide-react';
import { useLanguage, useT } from '../../i18n/language.ts';
import { chipText } from './chip-text.ts';
import { removeChip, useSearch } from './search-store.ts';
import styles from './SearchPanel.module.css';

interface Props {
  onRemove: () => void;
}

/** The filters that hold; each can be taken off. */
export function Chips({ onRemove }: Props) {
  const t = useT();
  const language = useLanguage();
  const chips = useSearch((search) => search.chips);
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips}>
      {chips.map((chip) => {
        const text = chipText(chip, t, language);
        return (
          <button
            key={`${chip.kind}:${chip.value}`}
            type="button"
            className={styles.chip}
            aria-label={t('search.removeChip', { chip: text })}
            onClick={() => {
              removeChip(chip);
              onRemove();
            }}
          >
            <bdi>{text}</bdi>
            <X size={15} aria-hidden="true" />
          </button>
        );
      })}
    </div>
  );
}
