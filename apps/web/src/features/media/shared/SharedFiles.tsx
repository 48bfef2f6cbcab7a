import type { Message } from '@bridges/sdk';
import { PlayRow } from '../play/PlayRow.tsx';
import { trackOf } from '../play/track-of.ts';
import { FileRow } from '../show/FileRow.tsx';
import { attachmentsOf } from './attachments-of.ts';
import { SharedOrigin } from './SharedOrigin.tsx';
import styles from './SharedTabs.module.css';

interface Props {
  messages: readonly Message[];
  kind: 'files' | 'voice';
}

/** Files to download, or voice to play, and where they were sent. */
export function SharedFiles({ messages, kind }: Props) {
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
          <SharedOrigin message={message} />
        </li>
      ))}
    </ul>
  );
}
