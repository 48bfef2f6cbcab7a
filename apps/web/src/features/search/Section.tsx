import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './SearchPanel.module.css';

/** Options of one kind under their name. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={styles.heading}>
        {title}
      </div>
      {children}
    </div>
  );
}
