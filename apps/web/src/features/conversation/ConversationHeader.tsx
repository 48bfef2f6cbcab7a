import type { Chat } from '@bridges/sdk';
import { ArrowLeft, Info, Search } from 'lucide-react';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { watchFor } from '../../realtime/watching.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle } from '../../store/chat-title.ts';
import { usePresence, useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useLastSeen } from '../info/use-last-seen.ts';
import { useMemberCount } from '../info/use-member-count.ts';
import { openInChat } from '../search/in-chat-store.ts';
import { ConnectionText } from '../shell/ConnectionText.tsx';
import styles from './ConversationHeader.module.css';
import { useTypingText } from './use-typing-text.ts';

interface Props {
  chat: Chat;
  isInfoShown: boolean;
  /** That the connection is gone: who is here or writing is not known then. */
  connection: string | null;
}

/** Who it is, whether she is here or writing, and the way to more about her; in place of that, a lost connection. */
export function ConversationHeader({ chat, isInfoShown, connection }: Props) {
  const t = useT();
  const [, navigate] = useLocation();
  const peer = useUser(chat.peerId);
  const presence = usePresence(chat.peerId);
  const seen = useLastSeen(peer);
  const members = useMemberCount(chat);
  const typing = useTypingText(chat);
  const title = chatTitle(chat, peer, t);
  const { peerId } = chat;
  useEffect(() => {
    watchFor('conversation', peerId === null ? [] : [peerId]);
    return () => watchFor('conversation', []);
  }, [peerId]);

  const toggleInfo = () =>
    isInfoShown ? goBack(navigate, routes.chat(chat.id)) : navigate(routes.chatInfo(chat.id));
  const about = chat.kind === 'direct' ? seen : chat.kind === 'group' ? members : null;
  const status = typing ?? about;
  return (
    <header className={styles.header}>
      <IconButton
        icon={ArrowLeft}
        label={t('act.back')}
        className={styles.back}
        onClick={() => goBack(navigate, routes.chats)}
      />
      <button type="button" className={styles.who} onClick={toggleInfo} aria-expanded={isInfoShown}>
        <Avatar
          id={chat.peerId ?? chat.id}
          name={title}
          kind={chat.kind === 'direct' ? 'person' : chat.kind}
          size={40}
        />
        <span className={styles.text}>
          <h1 className={styles.title}>
            <bdi>{title}</bdi>
          </h1>
          {connection !== null ? (
            <span className={styles.status}>
              <ConnectionText text={connection} />
            </span>
          ) : (
            status && (
              <span className={styles.status} data-live={typing !== null || presence?.isOnline || undefined}>
                {status}
              </span>
            )
          )}
        </span>
      </button>
      <IconButton icon={Search} label={t('search.inChatKeys')} onClick={() => openInChat(chat.id)} />
      <IconButton
        icon={Info}
        label={t('chat.info')}
        aria-pressed={isInfoShown}
        className={styles.info}
        onClick={toggleInfo}
      />
    </header>
  );
}
