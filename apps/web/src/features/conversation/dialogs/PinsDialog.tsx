import { quotedMessage } from '@bridges/sdk';
import type { Chat } from '@bridges/sdk';
import { PinOff } from 'lucide-react';
import { useT } from '../../../i18n/language.ts';
import { userName } from '../../../store/chat-title.ts';
import { messageSummary } from '../../../store/message-summary.ts';
import { useChat, useMe, useUsers } from '../../../store/selectors.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { unpin } from '../message-calls.ts';
import { rightsOver } from '../message-rights.ts';
import { useTalkActs } from '../talk-acts.ts';
import { usePinned } from '../use-pinned.ts';
import styles from './Dialogs.module.css';

/** All pinned messages, the newest pin first. */
export function PinsDialog({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const users = useUsers();
  const held = useChat(chat.id);
  const { jumpTo } = useTalkActs();
  const fetched = usePinned(chat.id, chat.pins);
  return (
    <Dialog title={t('message.pinnedMessages')} hasCross onClose={onClose}>
      {chat.pins.length === 0 && <p className={styles.quiet}>{t('message.nobodyPinned')}</p>}
      <ul className={styles.list}>
        {chat.pins.toReversed().map((seq) => {
          const message = (held && quotedMessage(held, seq)) ?? fetched[seq];
          return (
            <li key={seq} className={styles.row}>
              <button
                type="button"
                className={styles.words}
                style={{ textAlign: 'start' }}
                onClick={() => {
                  onClose();
                  jumpTo(seq);
                }}
              >
                <bdi className={styles.name}>{userName(users[message?.senderId ?? ''], t)}</bdi>
                <span className={styles.quiet} dir="auto">
                  {message ? messageSummary(message, t).slice(0, 160) : '…'}
                </span>
              </button>
              {message && rightsOver(message, chat, me?.id ?? '').canPin && (
                <IconButton icon={PinOff} label={t('message.unpin')} onClick={() => void unpin(message)} />
              )}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
