import { isQuiet } from '@bridges/sdk';
import type { Chat } from '@bridges/sdk';
import { Bell, BellOff } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import { Select } from '../../ui/Select.tsx';
import { mute, setMarks } from '../chat-list/chat-acts.ts';
import styles from './InfoColumn.module.css';

const choices = ['all', 'mentions', 'off'] as const;
type Choice = (typeof choices)[number];

/** How loud this chat is for me: all of it, only what mentions me, or nothing. */
export function NotificationsRow({ chat }: { chat: Chat }) {
  const t = useT();
  const { level } = chat.marks;
  const isOff = isQuiet(chat);
  const choose = (choice: Choice) =>
    void (choice === 'off' ? mute(chat, null) : setMarks(chat, { mutedUntil: null, level: choice }));
  const Icon = isOff ? BellOff : Bell;
  return (
    <label className={styles.act}>
      <Icon size={22} strokeWidth={1.8} aria-hidden="true" />
      <span className={styles.actText}>{t('group.notifications')}</span>
      <Select
        look="inRow"
        value={isOff ? 'off' : level}
        onChange={(event) => choose(event.target.value as Choice)}
      >
        {choices
          .filter((choice) => choice !== 'mentions' || chat.kind === 'group')
          .map((choice) => (
            <option key={choice} value={choice}>
              {t(`group.loud_${choice}`)}
            </option>
          ))}
      </Select>
    </label>
  );
}
