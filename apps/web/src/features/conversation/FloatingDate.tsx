import { formatDay } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './DateChip.module.css';
import { showDialog } from './talk-store.ts';
import type { TimelineRow } from './timeline-rows.ts';
import type { TimelineVirtualizer } from './use-timeline-scroll.ts';

interface Props {
  rows: readonly TimelineRow[];
  virtualizer: TimelineVirtualizer;
}

/** From the top of a row with a date to the end of its chip, in pixels. */
const chipEnd = 36;

/** While scrolling, the day of what is at the top; a click leads to another day. */
export function FloatingDate({ rows, virtualizer }: Props) {
  const t = useT();
  const language = useLanguage();
  const now = useNow(60_000);
  const offset = virtualizer.scrollOffset ?? 0;
  const first = virtualizer.getVirtualItems().find(({ end }) => end > offset + 8);
  const row = first && rows[first.index];
  if (!row) return null;
  // The row's own chip says the same as long as any of it is in view.
  const isDoubled = row.hasDate && first.start + chipEnd > offset;
  return (
    <div
      className={styles.floating}
      data-shown={(virtualizer.isScrolling && offset > 40) || undefined}
      data-doubled={isDoubled || undefined}
      aria-hidden="true"
    >
      <button
        type="button"
        className={styles.chip}
        tabIndex={-1}
        title={t('message.jumpToDate')}
        onClick={() => showDialog({ kind: 'date', at: row.at })}
      >
        {formatDay(row.at, now, language, t)}
      </button>
    </div>
  );
}
