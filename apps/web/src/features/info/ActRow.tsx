import type { LucideIcon } from 'lucide-react';
import styles from './InfoColumn.module.css';

interface Props {
  icon: LucideIcon;
  text: string;
  note?: string;
  /** How many wait there. */
  count?: number;
  isDanger?: boolean;
  onClick: () => void;
}

/** One thing to do with a chat. */
export function ActRow({ icon: Icon, text, note, count = 0, isDanger, onClick }: Props) {
  return (
    <button type="button" className={styles.act} data-danger={isDanger || undefined} onClick={onClick}>
      <Icon size={22} strokeWidth={1.8} aria-hidden="true" />
      <span className={styles.actText}>{text}</span>
      {note && <span className={styles.actNote}>{note}</span>}
      {count > 0 && <span className={styles.actCount}>{count}</span>}
    </button>
  );
}
