import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './SearchPanel.module.css';

interface Props {
  title: string;
  /** It answers the question before; the new answer is on its way. */
  isStale?: boolean;
  children: ReactNode;
}

/** Options of one kind under their name. */
export function Section({ title, isStale = false, children }: Props) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.section} data-stale={isStale || undefined}>
      <div id={id} className={styles.heading}>
        {title}
      </div>
      {children}
    </div>
  );
}
