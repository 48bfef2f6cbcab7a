import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { contactsTabs, routes } from '../../routes/routes.ts';
import type { ContactsTab } from '../../routes/routes.ts';
import { moveFocus } from '../../ui/move-focus.ts';
import styles from './Contacts.module.css';
import { useIncomingCount } from './use-relation.ts';

const labels = {
  contacts: 'contacts.tabContacts',
  requests: 'contacts.tabRequests',
  sent: 'contacts.tabSent',
} as const;

/** Which of the three lists is shown; each has its address. */
export function ContactsTabs({ tab }: { tab: ContactsTab }) {
  const t = useT();
  const count = useIncomingCount();
  return (
    <nav className={styles.tabs} aria-label={t('contacts.tabs')} onKeyDown={moveFocus}>
      {contactsTabs.map((one) => (
        <Link
          key={one}
          href={routes.contactsTab(one)}
          replace
          className={styles.tab ?? ''}
          data-small=""
          data-list-row=""
          aria-current={one === tab ? 'page' : undefined}
        >
          {t(labels[one])}
          {one === 'requests' && count > 0 && (
            <span className={styles.badge} aria-label={t('contacts.waiting', { count })}>
              {count > 99 ? '99+' : count}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
