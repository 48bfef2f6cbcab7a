import type { Chat } from '@bridges/sdk';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useDrafts } from '../../store/drafts.ts';
import { useMe, useOutbox, useUser } from '../../store/selectors.ts';
import { useTypingText } from '../conversation/use-typing-text.ts';
import styles from './ChatPreview.module.css';

interface Props {
  chat: Chat;
  isSelected: boolean;
}

/** The second line of a chat: somebody typing, my draft, or the last message with its author. */
export function ChatPreview({ chat, isSelected }: Props) {
  const t = useT();
  const me = useMe();
  const draft = useDrafts((state) => state.texts[chat.id]?.trim());
  const typing = useTypingText(chat);
  const waiting = useOutbox(chat.id).findLast(({ status }) => status !== 'sent');
  const last = chat.lastMessage;
  const sender = useUser(chat.kind === 'group' && last?.kind === 'text' ? last.senderId : null);
  const isMine = waiting !== undefined || last?.senderId === me?.id;

  if (typing) return <span className={`${styles.preview} ${styles.typing}`}>{typing}</span>;
  // What is being written is in sight already when the chat itself is.
  if (draft && !isSelected) {
    return (
      <span className={styles.preview}>
        <span className={styles.draft}>{t('chats.draft')}</span> <bdi>{oneLine(draft)}</bdi>
      </span>
    );
  }
  const text = waiting?.text ?? last?.text;
  const author =
    chat.kind !== 'group' || last?.kind === 'system'
      ? null
      : isMine
        ? t('chats.you')
        : `${userName(sender, t)}:`;
  return (
    <span className={styles.preview}>
      {author && <bdi className={styles.author}>{author} </bdi>}
      {text === undefined ? (
        t(chat.kind === 'saved' ? 'chats.savedHint' : 'chats.noMessages')
      ) : (
        <bdi>{oneLine(text)}</bdi>
      )}
    </span>
  );
}

/** Long texts are cut before the browser lays them out. */
const oneLine = (text: string): string => text.slice(0, 200).replace(/\s+/g, ' ');
