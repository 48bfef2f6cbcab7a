import type { PublicUser } from '@bridges/sdk';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useMe, usePresence } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useLastSeen } from '../info/use-last-seen.ts';
import styles from './PersonRow.module.css';

interface Props {
  user: PublicUser;
  note?: string | undefined;
  onPick: () => void;
}

/** One person: a click starts, or goes on with, a direct chat. */
export function PersonRow({ user, note, onPick }: Props) {
  const t = useT();
  const isMe = useMe()?.id === user.id;
  const presence = usePresence(user.id);
  const seen = useLastSeen(user);
  return (
    <button type="button" className={styles.row} data-list-row="" onClick={onPick}>
      <Avatar
        fileId={user.avatarFileId}
        id={user.id}
        name={userName(user, t)}
        size={54}
        isOnline={presence?.isOnline ?? false}
      />
      <span className={styles.text}>
        <span className={styles.name}>
          <bdi>{userName(user, t)}</bdi>
          {(note || user.isAdmin) && <span className={styles.note}>{note ?? t('people.admin')}</span>}
        </span>
        <span className={styles.seen} data-online={presence?.isOnline || undefined}>
          <span className={styles.username}>@{user.username}</span>
          <span>{`\u00a0· ${isMe ? t('people.you') : seen}`}</span>
        </span>
      </span>
    </button>
  );
}
