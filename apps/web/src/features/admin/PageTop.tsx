import { RefreshCw } from 'lucide-react';
import { formatTime } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './Admin.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  asOf: Date | null;
  /** Modules that did not answer. */
  lost: readonly string[];
  onRefresh: () => void;
}

/** How old the numbers are, a way to ask anew, and whose are missing. */
export function PageTop({ asOf, lost, onRefresh }: Props) {
  const words = useWords();
  const language = useLanguage();
  return (
    <>
      <div className={styles.top}>
        <span>{asOf && words('refreshed', { when: formatTime(asOf, language) })}</span>
        <IconButton icon={RefreshCw} label={words('refresh')} onClick={onRefresh} />
      </div>
      {lost.length > 0 && (
        <p className={styles.lost} role="status">
          {words('failed', { module: lost.join(', ') })}
        </p>
      )}
    </>
  );
}
