import type { Message, OutboxEntry } from '@bridges/sdk';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useT } from '../../i18n/language.ts';
import { errorCodeText } from '../../store/error-text.ts';
import { showLightbox } from './lightbox/lightbox-store.ts';
import styles from './MessageMedia.module.css';
import { playTrack } from './play/player-calls.ts';
import { PlayRow } from './play/PlayRow.tsx';
import { trackOf } from './play/track-of.ts';
import { FileRow } from './show/FileRow.tsx';
import { fromAttachment, fromUpload } from './show/media-item.ts';
import type { MediaItem } from './show/media-item.ts';
import { Mosaic } from './show/Mosaic.tsx';
import { useUploads } from './upload/uploads.ts';

interface Props {
  /** What the server told; null while the message is on its way. */
  message: Message | null;
  entry: OutboxEntry | null;
  /** Time and ticks, when nothing comes after the media; null: they stand elsewhere. */
  tail: ReactNode;
}

/** Whether a message shows files, those on their way too. */
export const hasMedia = (message: Message | null, entry: OutboxEntry | null): boolean =>
  (message?.attachments ?? entry?.extras?.attachments ?? []).length > 0 || entry?.isHeld === true;

const isVisual = ({ kind }: MediaItem) => kind === 'image' || kind === 'video';

/** The files of a message: pictures and films as one mosaic, the others below it. */
export function MessageMedia({ message, entry, tail }: Props) {
  const t = useT();
  const attachments = message?.attachments;
  const local = useUploads(
    useShallow(({ local: urls }) => attachments?.map(({ fileId }) => urls[fileId]) ?? []),
  );
  const uploads = useUploads(
    useShallow(({ messages, byId }) =>
      entry && !message ? (messages[entry.clientId] ?? []).flatMap((id) => byId[id] ?? []) : [],
    ),
  );
  const [visual, others] = useMemo(() => {
    const items = attachments
      ? attachments.map((attachment, at) => fromAttachment(attachment, local[at]))
      : uploads.map(fromUpload);
    return [items.filter(isVisual), items.filter((item) => !isVisual(item))];
  }, [attachments, local, uploads]);

  const open = (item: MediaItem) => {
    if (!message || item.fileId === null) return;
    if (item.kind === 'video' && visual.length === 1) void playTrack(trackOf(message, item));
    else showLightbox({ chatId: message.chatId, seq: message.seq, fileId: item.fileId, messages: [message] });
  };
  return (
    <div className={styles.media} data-visual-part="">
      {visual.length > 0 && (
        <div className={styles.visual} data-visual="">
          <Mosaic items={visual} onOpen={message ? open : null} tail={others.length === 0 ? tail : null} />
        </div>
      )}
      {others.length > 0 && (
        <ul className={styles.files}>
          {others.map((item) => (
            <li key={item.key}>
              {item.kind === 'file' ? (
                <FileRow item={item} />
              ) : (
                <PlayRow item={item} track={message && trackOf(message, item)} />
              )}
            </li>
          ))}
          {tail && <li className={styles.tail}>{tail}</li>}
        </ul>
      )}
      {visual.length + others.length === 0 && tail}
      {entry?.isHeld && entry.code !== null && (
        <p className={styles.problem} role="alert">
          {errorCodeText(entry.code, t)}
        </p>
      )}
    </div>
  );
}
