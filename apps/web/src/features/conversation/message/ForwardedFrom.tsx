import { Forward } from 'lucide-react';
import { formatFull } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { userName } from '../../../store/chat-title.ts';
import { useUser } from '../../../store/selectors.ts';
import styles from './MessageParts.module.css';

/** Who wrote it first. */
export function ForwardedFrom({ senderId, createdAt }: { senderId: string; createdAt: string }) {
  const t = useT();
  const language = useLanguage();
  const sender = useUser(senderId);
  return (
    <div className={styles.forwarded} title={formatFull(new Date(createdAt), language)}>
      <Forward size={14} aria-hidden="true" />
      <bdi>{t('message.forwardedFrom', { name: userName(sender, t) })}</bdi>
    </div>
  );
}
