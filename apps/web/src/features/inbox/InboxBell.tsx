import { Bell } from 'lucide-react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { useClientState } from '../../store/selectors.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './InboxBell.module.css';

/** Leads to what concerns me in person, and tells how much of it waits. */
export function InboxBell() {
  const t = useT();
  const [, navigate] = useLocation();
  const count = useClientState(({ inbox }) => inbox.unreadCount);
  return (
    <span className={styles.bell}>
      <IconButton icon={Bell} label={t('inbox.title')} onClick={() => navigate(routes.inbox)} />
      {count > 0 && (
        <span className={styles.badge} role="img" aria-label={t('inbox.unread', { count })}>
          {count > 99 ? '99+' : count}
        </span>
      )}
    </span>
  );
}
