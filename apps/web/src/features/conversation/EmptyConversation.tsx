import type { Chat } from '@bridges/sdk';
import { Bookmark, MessageCircle } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useUser } from '../../store/selectors.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './EmptyConversation.module.css';

/** A chat before its first message says what it is for. */
export function EmptyConversation({ chat }: { chat: Chat }) {
  const t = useT();
  const peer = useUser(chat.peerId);
  return (
    <div className={styles.place}>
      {chat.kind === 'saved' ? (
        <Notice icon={Bookmark} title={t('chat.emptySaved')} hint={t('chat.emptySavedHint')} />
      ) : (
        <Notice
          icon={MessageCircle}
          title={t('chat.empty')}
          hint={chat.kind === 'direct' ? t('chat.emptyDirect', { name: userName(peer, t) }) : undefined}
        />
      )}
    </div>
  );
}
