import type { PublicUser } from '@bridges/sdk';
import { Check, X } from 'lucide-react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import type { ContactsTab } from '../../routes/routes.ts';
import { userName } from '../../store/chat-title.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { openDirectWith } from '../people/open-direct.ts';
import { PersonRow } from '../people/PersonRow.tsx';
import { contactActs } from './contact-acts.ts';
import styles from './Contacts.module.css';

/** One person of a list of contacts, with what can be done about a request. */
export function ContactRow({ user, tab }: { user: PublicUser; tab: ContactsTab }) {
  const t = useT();
  const [, navigate] = useLocation();
  const name = userName(user, t);
  return (
    <div className={styles.row}>
      <PersonRow user={user} onPick={() => void openDirectWith(user.id, navigate)} />
      {tab === 'requests' && (
        <>
          <IconButton
            icon={Check}
            label={t('contacts.acceptOf', { name })}
            className={styles.accept}
            onClick={() => void contactActs.accept(user.id, name)}
          />
          <IconButton
            icon={X}
            label={t('contacts.declineOf', { name })}
            onClick={() => void contactActs.decline(user.id)}
          />
        </>
      )}
      {tab === 'sent' && (
        <IconButton
          icon={X}
          label={t('contacts.cancelOf', { name })}
          onClick={() => void contactActs.cancel(user.id)}
        />
      )}
    </div>
  );
}
