import { formatDay } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './DateChip.module.css';
import type { TimelineRow } from './timeline-rows.ts';
import type { TimelineVirtualizer } from './use-timeline-scroll.ts';

interface Props {
  rows: readonly TimelineRow[];
  virtualizer: TimelineVirtualizer;
}

/** While scrolling, the day of what is at the top. */
export function FloatingDate({ rows, virtualizer }: Props) {
  const t = useT();
  const language = useLanguage();
  const now = useNow(60_000);
  const offset = virtualizer.scrollOffset ?? 0;
  const first = virtualizer.getVirtualItems().find(({ end }) => end > offset + 8);
  const row = first && rows[first.index];
  // The row's own chip is in the same place.
  const isDoubled = row?.hasDate && first !== undefined && first.start > offset - 24;
  if (!row) return null;
  return (
    <div
      className={styles.floating}
      data-shown={(virtualizer.isScrolling && offset > 40 && !isDoubled) || undefined}
      aria-hidden="true"
    >
      <span className={styles.chip}>{formatDay(row.at, now, language, t)}</span>
    </div>
  );
}
