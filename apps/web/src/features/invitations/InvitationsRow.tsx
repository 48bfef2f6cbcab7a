import { MailOpen } from 'lucide-react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { useDoors } from '../../store/selectors.ts';
import styles from '../chat-list/ArchiveRow.module.css';

/** Above the chats: groups that I am invited into. Nothing while there are none. */
export function InvitationsRow() {
  const t = useT();
  const [, navigate] = useLocation();
  const invitations = Object.values(useDoors().invitations);
  if (invitations.length === 0) return null;
  return (
    <button
      type="button"
      className={styles.row}
      data-list-row=""
      onClick={() => navigate(routes.invitations)}
    >
      <span className={styles.icon}>
        <MailOpen size={21} strokeWidth={1.8} aria-hidden="true" />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{t('group.invitations')}</span>
        <bdi className={styles.titles}>{invitations.map(({ group }) => group.title).join(', ')}</bdi>
      </span>
      <span
        className={styles.count}
        data-loud=""
        aria-label={t('group.invitationCount', { count: invitations.length })}
      >
        {invitations.length}
      </span>
    </button>
  );
}
