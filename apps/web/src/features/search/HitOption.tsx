import type { Chat, PublicUser, SearchHit } from '@bridges/contracts';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle, userName } from '../../store/chat-title.ts';
import { attachmentsWord } from '../../store/message-summary.ts';
import { useChat, useMe, useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Line } from './Line.tsx';
import styles from './Line.module.css';
import { Marked } from './Marked.tsx';
import { snippetOf } from './marks.ts';
import { Option } from './Option.tsx';

export interface HitProps {
  listId: string;
  hit: SearchHit;
  /** Those whom the answer named, for chats and people that are not held here. */
  chats: ReadonlyMap<string, Chat>;
  users: ReadonlyMap<string, PublicUser>;
  onPick: () => void;
}

/** Where a hit is, and who wrote it. */
export function useHit({ hit, chats, users }: Pick<HitProps, 'hit' | 'chats' | 'users'>) {
  const t = useT();
  const me = useMe();
  const chat = useChat(hit.chatId)?.chat ?? chats.get(hit.chatId);
  const held = useUser(chat?.peerId ?? null);
  const peer = held ?? users.get(chat?.peerId ?? '');
  const heldSender = useUser(hit.message.senderId);
  const sender = heldSender ?? users.get(hit.message.senderId);
  const isMine = hit.message.senderId === me?.id;
  return {
    chat,
    title: chat ? chatTitle(chat, peer, t) : '',
    author: isMine
      ? chat?.kind === 'saved'
        ? null
        : t('search.you')
      : chat?.kind === 'group'
        ? t('search.author', { name: userName(sender, t) })
        : null,
  };
}

/** A message that was found: where, by whom, and the words around. */
export function HitOption({ listId, hit, chats, users, onPick }: HitProps) {
  const t = useT();
  const { chat, title, author } = useHit({ hit, chats, users });
  const { text, ranges } = snippetOf(hit.message.text, hit.highlights);
  const what = attachmentsWord(hit.message.attachments ?? [], t) ?? (hit.message.poll?.question || null);
  return (
    <Option
      listId={listId}
      id={`${hit.chatId}-${hit.seq}`}
      href={routes.message(hit.chatId, hit.seq)}
      onPick={onPick}
    >
      <Line
        picture={
          <Avatar
            id={chat?.peerId ?? hit.chatId}
            name={title}
            kind={chat?.kind === 'direct' || !chat ? 'person' : chat.kind}
            size={40}
          />
        }
        title={title}
        at={hit.message.createdAt}
      >
        <span className={styles.words} dir="auto">
          {author !== null && <bdi className={styles.author}>{author} </bdi>}
          {what !== null && (text === '' ? what : `${what}, `)}
          <Marked text={text} ranges={ranges} />
        </span>
      </Line>
    </Option>
  );
}
