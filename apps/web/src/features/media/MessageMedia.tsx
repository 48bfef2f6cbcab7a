import type { Message } from '@bridges/sdk';
import type { ReactNode } from 'react';
import styles from './MessageMedia.module.css';

interface Props {
  message: Message;
  /** Time and ticks, when nothing comes after the media; null: they stand elsewhere. */
  tail: ReactNode;
}

/** The files of a message. */
export function MessageMedia({ message, tail }: Props) {
  return (
    <ul className={styles.files}>
      {message.attachments?.map(({ fileId, name }) => (
        <li key={fileId}>
          <a href={`/api/files/${fileId}`} download={name} dir="auto">
            {name}
          </a>
        </li>
      ))}
      {tail}
    </ul>
  );
}
