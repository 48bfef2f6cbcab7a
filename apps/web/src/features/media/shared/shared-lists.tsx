import type { Attachment, Message } from '@bridges/sdk';
import { Link2 } from 'lucide-react';
import { Link } from 'wouter';
import { formatListTime } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { routes } from '../../../routes/routes.ts';
import { userName } from '../../../store/chat-title.ts';
import { useUser } from '../../../store/selectors.ts';
import { linksOf } from './links-of.ts';
import { showLightbox } from '../lightbox/lightbox-store.ts';
import { PlayRow } from '../play/PlayRow.tsx';
import { FileRow } from '../show/FileRow.tsx';
import { fromAttachment } from '../show/media-item.ts';
import { MediaTile } from '../show/MediaTile.tsx';
import { trackOf } from '../play/track-of.ts';
import styles from './SharedTabs.module.css';

interface Props {
  messages: readonly Message[];
}

const attachmentsOf = (messages: readonly Message[], wanted: readonly Attachment['kind'][]) =>
  messages.flatMap((message) =>
    (message.attachments ?? [])
      .filter(({ kind }) => wanted.includes(kind))
      .map((attachment) => ({ message, item: fromAttachment(attachment, undefined) })),
  );

/** Pictures and films, as squares. */
export function SharedMedia({ messages }: Props) {
  const all = attachmentsOf(messages, ['image', 'video']);
  return (
    <div className={styles.grid}>
      {all.map(({ message, item }) => (
        <div key={`${message.seq}:${item.key}`} className={styles.square}>
          <MediaTile
            item={item}
            shownWidth={140}
            number={1}
            count={1}
            onOpen={() =>
              showLightbox({
                chatId: message.chatId,
                seq: message.seq,
                fileId: item.key,
                messages: [message],
              })
            }
          />
        </div>
      ))}
    </div>
  );
}

/** Files to download, or voice to play, and where they were sent. */
export function SharedFiles({ messages, kind }: Props & { kind: 'files' | 'voice' }) {
  const all = attachmentsOf(messages, kind === 'voice' ? ['voice'] : ['file', 'audio']);
  return (
    <ul className={styles.list}>
      {all.map(({ message, item }) => (
        <li key={`${message.seq}:${item.key}`}>
          {item.kind === 'file' ? (
            <FileRow item={item} />
          ) : (
            <PlayRow item={item} track={trackOf(message, item)} />
          )}
          <Origin message={message} />
        </li>
      ))}
    </ul>
  );
}

export function SharedLinks({ messages }: Props) {
  return (
    <ul className={styles.list}>
      {messages.map((message) => (
        <li key={message.seq}>
          {linksOf(message.text).map((url) => (
            <a
              key={url}
              className={styles.link}
              href={url}
              target="_blank"
              rel="noopener noreferrer nofollow"
            >
              <Link2 size={20} aria-hidden="true" />
              <span>
                {message.preview?.title && <strong dir="auto">{message.preview.title}</strong>}
                <bdi>{url.replace(/^https?:\/\//, '')}</bdi>
              </span>
            </a>
          ))}
          <Origin message={message} />
        </li>
      ))}
    </ul>
  );
}

/** Who sent it and when; leads to the message. */
function Origin({ message }: { message: Message }) {
  const t = useT();
  const language = useLanguage();
  const sender = useUser(message.senderId);
  return (
    <Link
      href={routes.message(message.chatId, message.seq)}
      className={styles.origin ?? ''}
      aria-label={t('media.showInChat')}
    >
      <bdi>{userName(sender, t)}</bdi>
      {' · '}
      {formatListTime(new Date(message.createdAt), new Date(), language)}
    </Link>
  );
}
