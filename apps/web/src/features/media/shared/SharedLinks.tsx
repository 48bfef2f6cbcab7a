import type { Message } from '@bridges/sdk';
import { Link2 } from 'lucide-react';
import { linksOf } from './links-of.ts';
import { SharedOrigin } from './SharedOrigin.tsx';
import styles from './SharedTabs.module.css';

interface Props {
  messages: readonly Message[];
}

/** Web addresses, with the title of the page where it is known. */
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
          <SharedOrigin message={message} />
        </li>
      ))}
    </ul>
  );
}
