import { formatDay } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './DateChip.module.css';
import { showDialog } from './talk-store.ts';

/** The day on which the messages below were written; leads to another day. */
export function DateLine({ at }: { at: Date }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow(60_000);
  return (
    <div className={styles.line} role="separator">
      <button
        type="button"
        className={styles.chip}
        data-small=""
        title={t('message.jumpToDate')}
        tabIndex={-1}
        onClick={() => showDialog({ kind: 'date', at })}
      >
        {formatDay(at, now, language, t)}
      </button>
    </div>
  );
}
