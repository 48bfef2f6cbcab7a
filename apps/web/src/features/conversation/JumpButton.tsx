import { ArrowDown } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import styles from './JumpButton.module.css';

interface Props {
  count: number;
  onClick: () => void;
}

/** Back to the newest messages; tells how many are new. */
export function JumpButton({ count, onClick }: Props) {
  const t = useT();
  const label = count > 0 ? t('chat.toBottomNew', { count }) : t('chat.toBottom');
  return (
    <button type="button" className={styles.button} aria-label={label} title={label} onClick={onClick}>
      <ArrowDown size={24} aria-hidden="true" />
      {count > 0 && <span className={styles.badge}>{count}</span>}
    </button>
  );
}
