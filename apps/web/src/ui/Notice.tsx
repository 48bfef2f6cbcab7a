import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface Props {
  icon?: LucideIcon;
  title: string;
  hint?: string | undefined;
  isAlert?: boolean;
  children?: ReactNode;
}

/** What an empty or failed list shows: what it is, and what to do next. */
export function Notice({ icon: Icon, title, hint, isAlert = false, children }: Props) {
  return (
    <div className={styles.notice} role={isAlert ? 'alert' : undefined}>
      {Icon && (
        <span className={styles.icon}>
          <Icon size={30} strokeWidth={1.7} aria-hidden="true" />
        </span>
      )}
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </div>
  );
}
