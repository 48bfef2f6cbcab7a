import { CircleAlert, Contact, Inbox, Send } from 'lucide-react';
import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import type { ContactsTab } from '../../routes/routes.ts';
import { Button } from '../../ui/Button.tsx';
import buttonStyles from '../../ui/Button.module.css';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';

interface Props {
  tab: ContactsTab;
  search: string;
  isLoading: boolean;
  hasFailed: boolean;
  onRetry: () => void;
}

const empty = {
  contacts: { icon: Contact, title: 'contacts.empty', hint: 'contacts.emptyHint' },
  requests: { icon: Inbox, title: 'contacts.noRequests', hint: 'contacts.noRequestsHint' },
  sent: { icon: Send, title: 'contacts.noSent', hint: 'contacts.noSentHint' },
} as const;

/** What an empty list shows: that it comes, that it failed, or what to do next. */
export function ContactsNotice({ tab, search, isLoading, hasFailed, onRetry }: Props) {
  const t = useT();
  if (isLoading) return <SkeletonRows />;
  if (hasFailed) {
    return (
      <Notice icon={CircleAlert} title={t('contacts.failed')} hint={t('error.network')} isAlert>
        <Button look="tinted" onClick={onRetry}>
          {t('act.tryAgain')}
        </Button>
      </Notice>
    );
  }
  if (search) {
    return <Notice title={t('chats.nothingFound', { query: search })} hint={t('chats.nothingFoundHint')} />;
  }
  const { icon, title, hint } = empty[tab];
  return (
    <Notice icon={icon} title={t(title)} hint={t(hint)}>
      {tab !== 'requests' && (
        <Link href={routes.people} className={buttonStyles.button ?? ''} data-look="tinted">
          {t('contacts.find')}
        </Link>
      )}
    </Notice>
  );
}
