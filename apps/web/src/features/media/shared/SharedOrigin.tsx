import type { Message } from '@bridges/sdk';
import { Link } from 'wouter';
import { formatListTime } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { routes } from '../../../routes/routes.ts';
import { userName } from '../../../store/chat-title.ts';
import { useUser } from '../../../store/selectors.ts';
import styles from './SharedTabs.module.css';

/** Who sent it and when; leads to the message. */
export function SharedOrigin({ message }: { message: Message }) {
  const t = useT();
  const language = useLanguage();
  const sender = useUser(message.senderId);
  return (
    <Link
      href={routes.message(message.chatId, message.seq)}
      className={styles.origin ?? ''}
      aria-label={t('media.showInChat')}
    >
      <bdi>{userName(sender, t)}</bdi>
      {' · '}
      {formatListTime(new Date(message.createdAt), new Date(), language)}
    </Link>
  );
}
