import { serviceActorId } from '@bridges/contracts/protocol';
import type { Chat, Message } from '@bridges/sdk';
import { ChartNoAxesColumn, File, Forward, Image, Mic, Music, Video } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useDrafts } from '../../store/drafts.ts';
import { attachmentsWord, messageSummary } from '../../store/message-summary.ts';
import { useMe, useOutbox, useUser, useUsers } from '../../store/selectors.ts';
import { systemText } from '../conversation/system-text.ts';
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
  const draft = useDraftWords(chat.id);
  const typing = useTypingText(chat);
  const waiting = useOutbox(chat.id).findLast(({ status }) => status !== 'sent');
  const last = chat.lastMessage;
  const isPlain = last !== null && (last.kind === 'text' || last.kind === 'deleted');
  const sender = useUser(chat.kind === 'group' && isPlain ? last.senderId : null);
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
  if (!waiting && last?.kind === 'system') return <SystemPreview message={last} />;
  const author =
    chat.kind !== 'group' || (!waiting && !isPlain)
      ? null
      : isMine
        ? t('chats.you')
        : `${userName(sender, t)}:`;
  const text = waiting ? oneLine(waiting.text) : last && messageSummary(last, t);
  return (
    <span className={styles.preview}>
      {author && <bdi className={styles.author}>{author} </bdi>}
      {!waiting && last && <KindIcon message={last} />}
      {text === null ? t(chat.kind === 'saved' ? 'chats.savedHint' : 'chats.noMessages') : <bdi>{text}</bdi>}
    </span>
  );
}

/** What I have begun to write, and what goes with it. */
function useDraftWords(chatId: string): string {
  const t = useT();
  const text = useDrafts(({ texts }) => texts[chatId]?.trim());
  const files = useDrafts(({ files: all }) => all[chatId]);
  return [files && attachmentsWord(files, t), text].filter(Boolean).join(', ');
}

/** What happened in a group last. */
function SystemPreview({ message }: { message: Message }) {
  const t = useT();
  const users = useUsers();
  const name = (id: string) => userName(users[id], t);
  const actor = message.senderId === serviceActorId ? null : name(message.senderId);
  const names = { actor, nameOf: name };
  return (
    <span className={styles.preview}>
      <bdi>{message.system ? systemText(message.system, names, t) : oneLine(message.text)}</bdi>
    </span>
  );
}

const icons: Readonly<Record<string, LucideIcon>> = {
  image: Image,
  video: Video,
  audio: Music,
  voice: Mic,
  file: File,
  poll: ChartNoAxesColumn,
  forward: Forward,
};

/** What a message holds besides its text. */
function KindIcon({ message: { kind, attachments = [], poll, forwardedFrom } }: { message: Message }) {
  const [first] = attachments;
  const what = first?.kind ?? (poll ? 'poll' : forwardedFrom ? 'forward' : '');
  const Icon = kind === 'text' ? icons[what] : undefined;
  return Icon && <Icon size={16} className={styles.icon} aria-hidden="true" />;
}

/** Long texts are cut before the browser lays them out. */
const oneLine = (text: string): string => text.slice(0, 200).replace(/\s+/g, ' ');
