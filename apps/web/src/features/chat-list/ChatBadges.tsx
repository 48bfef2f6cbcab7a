import { isMarkedUnread, isQuiet } from '@bridges/sdk';
import type { Chat } from '@bridges/sdk';
import { AtSign, Heart, Pin } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import styles from './ChatBadges.module.css';

/** What a chat has for me: mentions, reactions, how much is unread; without any of it, whether it is pinned. */
export function ChatBadges({ chat }: { chat: Chat }) {
  const t = useT();
  const { unreadCount, mentionSeqs, reactionSeqs } = chat;
  const isMarked = unreadCount === 0 && isMarkedUnread(chat);
  const isRead = unreadCount === 0 && !isMarked;
  const muted = isQuiet(chat) || undefined;
  const isPinned = chat.marks.pinOrder !== null;
  return (
    <span className={styles.badges}>
      {mentionSeqs.length > 0 && (
        <span
          className={styles.badge}
          data-round=""
          role="img"
          aria-label={t('list.mentioned', { count: mentionSeqs.length })}
        >
          <AtSign size={15} strokeWidth={2.4} aria-hidden="true" />
        </span>
      )}
      {reactionSeqs.length > 0 && (
        <span
          className={styles.badge}
          data-round=""
          data-muted={muted}
          role="img"
          aria-label={t('list.newReactions')}
        >
          <Heart size={13} fill="currentColor" aria-hidden="true" />
        </span>
      )}
      {unreadCount > 0 && (
        <span
          className={styles.badge}
          data-muted={muted}
          aria-label={t('chats.unread', { count: unreadCount })}
        >
          {unreadCount > 9999 ? '9999+' : unreadCount}
        </span>
      )}
      {isMarked && (
        <span
          className={styles.badge}
          data-round=""
          data-muted={muted}
          role="img"
          aria-label={t('list.markedUnread')}
        />
      )}
      {isPinned && isRead && (
        <span role="img" aria-label={t('list.pinned')} className={styles.pin}>
          <Pin size={16} aria-hidden="true" />
        </span>
      )}
    </span>
  );
}
