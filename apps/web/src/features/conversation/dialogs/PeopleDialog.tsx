import type { Message, PublicUser } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { userName } from '../../../store/chat-title.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SkeletonRows } from '../../../ui/SkeletonRows.tsx';
import styles from './Dialogs.module.css';

interface Props {
  kind: 'reactors' | 'readers';
  message: Message;
  onClose: () => void;
}
interface Entry {
  userId: string;
  emoji: string;
}

/** Who reacted to a message, or who has read it. */
export function PeopleDialog({ kind, message: { chatId, seq }, onClose }: Props) {
  const t = useT();
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const [users, setUsers] = useState<ReadonlyMap<string, PublicUser>>(new Map());
  const [hasFailed, setFailed] = useState(false);
  const [emoji, setEmoji] = useState<string | null>(null);
  useEffect(() => {
    const { messages } = client.rest;
    const asked =
      kind === 'reactors'
        ? messages.reactors(chatId, seq, { limit: 100 }).then((page) => ({ ...page, list: page.reactions }))
        : messages
            .readers(chatId, seq)
            .then((page) => ({ ...page, list: page.readers.map(({ userId }) => ({ userId, emoji: '' })) }));
    asked.then(
      (page) => {
        setUsers(new Map(page.users.map((user) => [user.id, user])));
        setEntries(page.list);
      },
      () => setFailed(true),
    );
  }, [kind, chatId, seq]);
  const kinds = [...new Set(entries?.map((entry) => entry.emoji) ?? [])].filter(Boolean);
  const shown = entries?.filter((entry) => emoji === null || entry.emoji === emoji) ?? [];
  return (
    <Dialog
      title={t(kind === 'reactors' ? 'message.whoReacted' : 'message.seenBy')}
      hasCross
      onClose={onClose}
    >
      {kinds.length > 1 && (
        <div className={styles.tabs}>
          {[null, ...kinds].map((one) => (
            <button key={one ?? ''} type="button" aria-pressed={emoji === one} onClick={() => setEmoji(one)}>
              {one ?? t('message.allReactions')}
            </button>
          ))}
        </div>
      )}
      {!entries && !hasFailed && <SkeletonRows count={3} />}
      {hasFailed && <p role="alert">{t('error.network')}</p>}
      {entries?.length === 0 && <p className={styles.quiet}>{t('message.nobodyYet')}</p>}
      <ul className={styles.list}>
        {shown.map((entry) => {
          const user = users.get(entry.userId);
          return (
            <li key={`${entry.userId}${entry.emoji}`} className={styles.row}>
              <Avatar id={entry.userId} name={userName(user, t)} size={40} />
              <bdi className={styles.name}>{userName(user, t)}</bdi>
              <span className={styles.big}>{entry.emoji}</span>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
