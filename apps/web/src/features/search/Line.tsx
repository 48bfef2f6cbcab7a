import type { ReactNode } from 'react';
import { formatFull, formatListTime } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './Line.module.css';

interface Props {
  picture: ReactNode;
  title: ReactNode;
  /** When it was written. */
  at?: string;
  children?: ReactNode;
}

/** What an option shows: a picture, a title with its time, and one or two lines about it. */
export function Line({ picture, title, at, children }: Props) {
  const language = useLanguage();
  const now = useNow(60_000);
  return (
    <>
      {picture}
      <span className={styles.text}>
        <span className={styles.head}>
          <bdi className={styles.title}>{title}</bdi>
          {at !== undefined && (
            <time className={styles.time} dateTime={at} title={formatFull(new Date(at), language)}>
              {formatListTime(new Date(at), now, language)}
            </time>
          )}
        </span>
        {children}
      </span>
    </>
  );
}
