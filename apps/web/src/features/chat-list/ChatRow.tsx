import type { ChatState } from '@bridges/sdk';
import { memo } from 'react';
import { Link } from 'wouter';
import { formatListTime } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle } from '../../store/chat-title.ts';
import { usePresence, useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ChatPreview } from './ChatPreview.tsx';
import { ChatRowTicks } from './ChatRowTicks.tsx';
import styles from './ChatRow.module.css';

interface Props {
  state: ChatState;
  isSelected: boolean;
  onPick?: () => void;
}

/** One chat: who, when, the last message or the draft, how much is unread. */
export const ChatRow = memo(function ChatRow({ state, isSelected, onPick }: Props) {
  const { chat } = state;
  const t = useT();
  const language = useLanguage();
  const now = useNow(60_000);
  const peer = useUser(chat.peerId);
  const presence = usePresence(chat.peerId);
  const title = chatTitle(chat, peer, t);
  const last = chat.lastMessage;
  return (
    <Link
      href={routes.chat(chat.id)}
      className={styles.row ?? ''}
      data-list-row=""
      data-selected={isSelected || undefined}
      aria-current={isSelected ? 'page' : undefined}
      onClick={() => onPick?.()}
    >
      <Avatar
        id={chat.peerId ?? chat.id}
        name={title}
        kind={chat.kind === 'direct' ? 'person' : chat.kind}
        isOnline={presence?.isOnline ?? false}
      />
      <span className={styles.text}>
        <span className={styles.line}>
          <bdi className={styles.title}>{title}</bdi>
          {last && (
            <span className={styles.time}>
              <ChatRowTicks chat={chat} />
              <time dateTime={last.createdAt}>{formatListTime(new Date(last.createdAt), now, language)}</time>
            </span>
          )}
        </span>
        <span className={styles.line}>
          <ChatPreview chat={chat} isSelected={isSelected} />
          {chat.unreadCount > 0 && (
            <span className={styles.badge} aria-label={t('chats.unread', { count: chat.unreadCount })}>
              {chat.unreadCount}
            </span>
          )}
        </span>
      </span>
    </Link>
  );
});
