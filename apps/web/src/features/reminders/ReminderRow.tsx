import type { Reminder } from '@bridges/contracts';
import type { Message, PublicUser } from '@bridges/sdk';
import { CalendarClock, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import type { KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { formatWhen } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle, userName } from '../../store/chat-title.ts';
import { messageSummary } from '../../store/message-summary.ts';
import { useChat, useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './ReminderRow.module.css';

interface Props {
  reminder: Reminder;
  /** Undefined: it is gone, or no longer for me. */
  message: Message | undefined;
  users: readonly PublicUser[];
  onChange: () => void;
  onCancel: () => void;
}

/** One message to come back to: where it is, who says what, and when I am told. */
export function ReminderRow({ reminder, message, users, onChange, onCancel }: Props) {
  const t = useT();
  const language = useLanguage();
  const { chatId, seq, at } = reminder;
  const chat = useChat(chatId)?.chat;
  const peerId = chat?.peerId ?? null;
  const known = useUser(peerId);
  useEffect(() => {
    if (peerId !== null) void client.loadUsers([peerId]).catch(() => undefined);
  }, [peerId]);
  const sender = users.find(({ id }) => id === message?.senderId);
  const title = chat ? chatTitle(chat, known, t) : userName(sender, t);
  const text = message ? messageSummary(message, t) : t('message.notForYou');
  const isSaid = chat?.kind === 'group' && message !== undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete') return;
    event.preventDefault();
    onCancel();
  };
  return (
    <li className={styles.row}>
      <Link href={routes.message(chatId, seq)} className={styles.link} data-list-row onKeyDown={onKeyDown}>
        <Avatar
          id={peerId ?? chatId}
          name={title}
          kind={chat === undefined || chat.kind === 'direct' ? 'person' : chat.kind}
        />
        <span className={styles.words}>
          <bdi className={styles.title}>{title}</bdi>
          <span className={styles.text}>
            {isSaid && <bdi>{userName(sender, t)}: </bdi>}
            <bdi>{text}</bdi>
          </span>
          <time className={styles.at} dateTime={at}>
            {formatWhen(new Date(at), new Date(), language, t)}
          </time>
        </span>
      </Link>
      <span className={styles.acts}>
        <IconButton icon={CalendarClock} label={t('message.reminderChange')} onClick={onChange} />
        <IconButton icon={Trash2} label={t('message.reminderCancel')} onClick={onCancel} />
      </span>
    </li>
  );
}
