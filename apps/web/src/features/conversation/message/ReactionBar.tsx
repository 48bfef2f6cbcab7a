import type { Message } from '@bridges/sdk';
import { SmilePlus } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useT } from '../../../i18n/language.ts';
import { userName } from '../../../store/chat-title.ts';
import { useUsers } from '../../../store/selectors.ts';
import { showPicker } from '../emoji/picker-store.ts';
import { toggleReaction } from '../message-calls.ts';
import { showDialog } from '../talk-store.ts';
import styles from './ReactionBar.module.css';

/** What people answered without words. A click joins in; a right click tells who. */
export function ReactionBar({ message }: { message: Message }) {
  const t = useT();
  const users = useUsers();
  const { reactions = [], mine } = message;
  if (reactions.length === 0) return null;
  const showWho = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    showDialog({ kind: 'reactors', message });
  };
  return (
    <div className={styles.bar} onContextMenu={showWho}>
      {reactions.map(({ emoji, count, userIds }) => {
        const isMine = mine?.reactions.includes(emoji) ?? false;
        const names = userIds.map((id) => userName(users[id], t)).join(', ');
        const more = count - userIds.length;
        const who = more > 0 ? t('message.andMore', { names, count: more }) : names;
        return (
          <button
            key={emoji}
            type="button"
            className={styles.reaction}
            data-small=""
            aria-pressed={isMine}
            aria-label={`${emoji} ${count}: ${who}`}
            title={who}
            onClick={() => void toggleReaction(message, emoji)}
          >
            <span className={styles.emoji}>{emoji}</span>
            <span>{count}</span>
          </button>
        );
      })}
      <button
        type="button"
        className={styles.add}
        data-small=""
        aria-label={t('message.react')}
        title={t('message.react')}
        onClick={(event) => showPicker(event.currentTarget, (emoji) => void toggleReaction(message, emoji))}
      >
        <SmilePlus size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
