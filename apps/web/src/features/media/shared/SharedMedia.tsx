import type { Message } from '@bridges/sdk';
import { showLightbox } from '../lightbox/lightbox-store.ts';
import { MediaTile } from '../show/MediaTile.tsx';
import { attachmentsOf } from './attachments-of.ts';
import styles from './SharedTabs.module.css';

interface Props {
  messages: readonly Message[];
}

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
