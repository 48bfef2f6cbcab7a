import type { MessagesOverview } from '@bridges/contracts';
import { useId } from 'react';
import styles from './Charts.module.css';
import { DataTable } from './DataTable.tsx';
import { useWords } from './words/use-words.ts';

interface Props {
  title: string;
  span: string;
  note?: string | undefined;
  buckets: MessagesOverview['hours'];
  /** For people: the moment a bar begins, in full and short. */
  when: (at: Date) => string;
  whenShort: (at: Date) => string;
}

const height = 100;
const gap = 0.25;

/** One bar a moment; the tallest fills the picture. The same as a table for who can't see it. */
export function BarChart({ title, span, note, buckets, when, whenShort }: Props) {
  const words = useWords();
  const titleId = useId();
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(0, ...buckets.map(({ count }) => count));
  const top = buckets.find(({ count }) => count === most);
  const said =
    total === 0
      ? words('noMessages')
      : `${words('chartTotal', { count: total })}, ${words('chartMost', {
          most,
          when: top ? when(new Date(top.at)) : '',
        })}`;
  // As many dates as there is room for on a phone, the first and the last among them.
  const labels = [0, 1 / 3, 2 / 3, 1].map((part) => buckets[Math.round(part * (buckets.length - 1))]);
  return (
    <figure className={styles.chart} aria-labelledby={titleId}>
      <figcaption className={styles.caption}>
        <h2 id={titleId}>{title}</h2>
        <span>{span}</span>
      </figcaption>
      <p className={styles.said}>{said}</p>
      <svg
        className={styles.bars}
        viewBox={`0 0 ${buckets.length} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}: ${said}`}
      >
        {[0, height / 2, height].map((y) => (
          <line key={y} x1={0} x2={buckets.length} y1={y} y2={y} />
        ))}
        {buckets.map(({ at, count }, index) => {
          const tall = most === 0 ? 0 : Math.max(count > 0 ? 1.5 : 0, (count / most) * height);
          return (
            <rect key={at} x={index + gap / 2} width={1 - gap} y={height - tall} height={tall}>
              <title>{`${when(new Date(at))}: ${count}`}</title>
            </rect>
          );
        })}
      </svg>
      <p className={styles.axis} aria-hidden="true">
        {labels.map((bucket, index) => (
          <span key={index}>{bucket && whenShort(new Date(bucket.at))}</span>
        ))}
      </p>
      {note && <p className={styles.said}>{note}</p>}
      <DataTable
        heads={[words('time'), words('count')]}
        rows={buckets.map(({ at, count }) => [when(new Date(at)), count])}
      />
    </figure>
  );
}
