import type { Notification } from '@bridges/sdk';
import { AlarmClock, BellPlus, Send, ShieldAlert, UserMinus } from 'lucide-react';
import { useLocation } from 'wouter';
import { formatFull, formatListTime } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { useClientState, useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useNow } from '../../ui/use-now.ts';
import { entryAddress, entryText } from './entry-text.ts';
import styles from './InboxPanel.module.css';

/** One thing that happened; a click leads to it and has it read. */
export function InboxRow({ entry }: { entry: Notification }) {
  const t = useT();
  const language = useLanguage();
  const [, navigate] = useLocation();
  const now = useNow(60_000);
  const chats = useClientState((state) => state.chats);
  const users = useClientState((state) => state.users);
  const { head, text, place } = entryText(entry, { chats, users }, t);
  const at = new Date(entry.createdAt);
  const isNew = entry.readAt === null;
  const open = () => {
    if (isNew) void client.markNotificationRead(entry.id).catch(() => undefined);
    const address = entryAddress(entry);
    if (address !== null) navigate(address);
  };
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        data-list-row=""
        data-new={isNew || undefined}
        onClick={open}
      >
        <Picture entry={entry} />
        <span className={styles.text}>
          <span className={styles.head}>
            <bdi className={styles.who}>{head}</bdi>
            <time className={styles.time} dateTime={entry.createdAt} title={formatFull(at, language)}>
              {formatListTime(at, now, language)}
            </time>
          </span>
          <span className={styles.what}>
            <bdi className={styles.said}>{text}</bdi>
            {place !== null && <bdi className={styles.place}>{place}</bdi>}
          </span>
        </span>
        {isNew && <i className={styles.dot} role="img" aria-label={t('inbox.new')} />}
      </button>
    </li>
  );
}

const icons = {
  reminder: AlarmClock,
  removed_from_group: UserMinus,
  new_sign_in: ShieldAlert,
  password_changed: ShieldAlert,
  email_changed: ShieldAlert,
  telegram_linked: Send,
  telegram_unlinked: Send,
  push_added: BellPlus,
} as const;

function Picture({ entry: { kind, actorIds } }: { entry: Notification }) {
  const t = useT();
  const actorId = actorIds[0] ?? null;
  const user = useUser(actorId);
  if (kind in icons || actorId === null) {
    const Icon = kind in icons ? icons[kind as keyof typeof icons] : AlarmClock;
    return (
      <span className={styles.icon}>
        <Icon size={22} strokeWidth={1.8} aria-hidden="true" />
      </span>
    );
  }
  return <Avatar id={actorId} name={userName(user, t)} size={40} />;
}
