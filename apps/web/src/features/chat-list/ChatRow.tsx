import { isQuiet } from '@bridges/sdk';
import type { ChatState } from '@bridges/sdk';
import { Archive, BellOff, MessageCircle, Package, UsersRound } from 'lucide-react';
import { memo } from 'react';
import type { KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { formatFull, formatListTime } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle } from '../../store/chat-title.ts';
import { usePresence, useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ChatBadges } from './ChatBadges.tsx';
import { ChatPreview } from './ChatPreview.tsx';
import { ChatRowTicks } from './ChatRowTicks.tsx';
import styles from './ChatRow.module.css';
import { openChatMenu } from './chat-menu-store.ts';
import { toggleArchive, toggleMute, togglePin, toggleRead } from './chat-acts.ts';
import { useRowGestures } from './use-row-gestures.ts';

interface Props {
  state: ChatState;
  isSelected: boolean;
  onPick?: () => void;
}

/** By the physical key, with Alt: read, pin, mute, archive. */
const actByKey = { KeyU: toggleRead, KeyP: togglePin, KeyM: toggleMute, KeyA: toggleArchive } as const;

/** One chat: who, when, the last message or the draft, how much is unread; and what can be done with it. */
export const ChatRow = memo(function ChatRow({ state, isSelected, onPick }: Props) {
  const { chat } = state;
  const t = useT();
  const language = useLanguage();
  const now = useNow(60_000);
  const peer = useUser(chat.peerId);
  const presence = usePresence(chat.peerId);
  const setMenuAt = (at: { x: number; y: number }) => openChatMenu(chat.id, at);
  const gestures = useRowGestures(chat, setMenuAt);
  const title = chatTitle(chat, peer, t);
  const KindIcon = chat.group?.card ? Package : UsersRound;
  const last = chat.lastMessage;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const act = actByKey[event.code as keyof typeof actByKey];
    if (!event.altKey || event.ctrlKey || event.metaKey || act === undefined) return;
    event.preventDefault();
    void act(chat);
  };
  return (
    <div className={styles.place}>
      <span className={styles.hint} aria-hidden="true">
        <MessageCircle size={24} />
        <Archive size={24} />
      </span>
      <Link
        href={routes.chat(chat.id)}
        className={styles.row ?? ''}
        data-list-row=""
        data-selected={isSelected || undefined}
        aria-current={isSelected ? 'page' : undefined}
        aria-keyshortcuts="Alt+U Alt+P Alt+M Alt+A"
        draggable={false}
        onClick={() => onPick?.()}
        onKeyDown={onKeyDown}
        {...gestures}
        onContextMenu={(event) => {
          event.preventDefault();
          const box = event.currentTarget.getBoundingClientRect();
          // From the keyboard it comes without a place.
          const isKey = event.clientX === 0 && event.clientY === 0;
          setMenuAt(isKey ? { x: box.left + 64, y: box.top + 48 } : { x: event.clientX, y: event.clientY });
        }}
      >
        <Avatar
          id={chat.peerId ?? chat.id}
          name={title}
          kind={chat.kind === 'direct' ? 'person' : chat.kind}
          isOnline={presence?.isOnline ?? false}
        />
        <span className={styles.text}>
          <span className={styles.line}>
            <span className={styles.name}>
              {chat.kind === 'group' && <KindIcon size={16} strokeWidth={2.2} aria-hidden="true" />}
              <bdi className={styles.title}>{title}</bdi>
              {isQuiet(chat, now.getTime()) && <BellOff size={15} role="img" aria-label={t('list.muted')} />}
            </span>
            {last && (
              <span className={styles.time}>
                <ChatRowTicks chat={chat} />
                <time dateTime={last.createdAt} title={formatFull(new Date(last.createdAt), language)}>
                  {formatListTime(new Date(last.createdAt), now, language)}
                </time>
              </span>
            )}
          </span>
          <span className={styles.line}>
            <ChatPreview chat={chat} isSelected={isSelected} />
            <ChatBadges chat={chat} />
          </span>
        </span>
      </Link>
    </div>
  );
});
