import { quotedMessage } from '@bridges/sdk';
import type { ChatState } from '@bridges/sdk';
import { List, Pin } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { messageSummary } from '../../store/message-summary.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './PinnedBar.module.css';
import { useTalkActs } from './talk-acts.ts';
import { showDialog } from './talk-store.ts';
import { usePinned } from './use-pinned.ts';

/** The pinned messages: the newest first; each click leads to one and shows the one before. */
export function PinnedBar({ state }: { state: ChatState }) {
  const t = useT();
  const { jumpTo } = useTalkActs();
  const { pins } = state.chat;
  const [at, setAt] = useState(pins.length - 1);
  useEffect(() => setAt(pins.length - 1), [pins.length]);
  const seq = pins[Math.min(at, pins.length - 1)] ?? 0;
  const fetched = usePinned(state.chat.id, pins);
  const message = quotedMessage(state, seq) ?? fetched[seq];
  return (
    <div className={styles.bar} role="region" aria-label={t('message.pinnedMessages')}>
      <button
        type="button"
        className={styles.about}
        onClick={() => {
          jumpTo(seq);
          setAt((at - 1 + pins.length) % pins.length);
        }}
      >
        <span className={styles.marks} aria-hidden="true">
          {pins.slice(-4).map((pin, place) => (
            <i key={pin} data-now={place === Math.max(0, at - Math.max(0, pins.length - 4)) || undefined} />
          ))}
        </span>
        <span className={styles.words}>
          <span className={styles.title}>
            {pins.length > 1
              ? t('message.pinnedOf', { number: String(at + 1), count: pins.length })
              : t('message.pinnedOne')}
          </span>
          <span className={styles.text} dir="auto">
            {message ? messageSummary(message, t) : '…'}
          </span>
        </span>
      </button>
      <IconButton
        icon={pins.length > 1 ? List : Pin}
        label={t('message.allPinned')}
        onClick={() => showDialog({ kind: 'pins' })}
      />
    </div>
  );
}
