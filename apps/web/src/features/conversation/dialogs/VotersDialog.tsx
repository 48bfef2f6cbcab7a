import type { Message, PublicUser } from '@bridges/sdk';
import { useCallback, useEffect, useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { userName } from '../../../store/chat-title.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SkeletonRows } from '../../../ui/SkeletonRows.tsx';
import styles from './Dialogs.module.css';

type Voters = ReadonlyArray<{ userId: string; choices: readonly number[] }>;

/** Who voted for what in a poll that is not anonymous, option by option. */
export function VotersDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useT();
  const { chatId, seq, poll } = message;
  const [voters, setVoters] = useState<Voters | null>(null);
  const [users, setUsers] = useState<ReadonlyMap<string, PublicUser>>(new Map());
  const [cursor, setCursor] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const load = useCallback(
    (after: string | null) =>
      client.rest.messages.voters(chatId, seq, { limit: 100, ...(after !== null && { cursor: after }) }).then(
        (page) => {
          setUsers((known) => new Map([...known, ...page.users.map((user) => [user.id, user] as const)]));
          setVoters((known) => [...(after === null ? [] : (known ?? [])), ...page.voters]);
          setCursor(page.nextCursor);
        },
        () => setFailed(true),
      ),
    [chatId, seq],
  );
  useEffect(() => void load(null), [load]);
  if (!poll) return null;
  return (
    <Dialog title={poll.question} hasCross onClose={onClose}>
      {!voters && !hasFailed && <SkeletonRows count={3} />}
      {hasFailed && <p role="alert">{t('error.network')}</p>}
      {voters && (
        <div className={styles.list}>
          {poll.options.map((option, at) => {
            const those = voters.filter(({ choices }) => choices.includes(at));
            return (
              <section key={at} aria-label={option.text}>
                <h3 className={styles.option}>
                  <bdi>{option.text}</bdi>
                  <span className={styles.quiet}>{t('poll.votes', { count: option.voteCount })}</span>
                </h3>
                <ul>
                  {those.map(({ userId }) => (
                    <li key={userId} className={styles.row}>
                      <Avatar
                        id={userId}
                        name={userName(users.get(userId), t)}
                        size={40}
                        fileId={users.get(userId)?.avatarFileId}
                      />
                      <bdi className={styles.name}>{userName(users.get(userId), t)}</bdi>
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
      {cursor !== null && (
        <Button look="plain" onClick={() => void load(cursor)}>
          {t('group.more')}
        </Button>
      )}
    </Dialog>
  );
}
