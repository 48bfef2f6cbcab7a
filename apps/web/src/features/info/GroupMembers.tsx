import type { ChatMembers } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { watchFor } from '../../realtime/watching.ts';
import { moveFocus } from '../../ui/move-focus.ts';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { openDirectWith } from '../people/open-direct.ts';
import { PersonRow } from '../people/PersonRow.tsx';
import styles from './InfoColumn.module.css';

/** The first hundred members of a group, with their roles. */
export function GroupMembers({ chatId }: { chatId: string }) {
  const t = useT();
  const [, navigate] = useLocation();
  const [page, setPage] = useState<ChatMembers | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    client.rest.chats.members(chatId, { limit: 100 }).then(setPage, () => setFailed(true));
  }, [chatId]);
  useEffect(() => {
    watchFor('members', page?.users.map(({ id }) => id) ?? []);
    return () => watchFor('members', []);
  }, [page]);
  const users = new Map(page?.users.map((user) => [user.id, user]));
  return (
    <section className={styles.members} onKeyDown={moveFocus}>
      <h3 className={styles.membersTitle}>{t('info.members')}</h3>
      {!page && !hasFailed && <SkeletonRows count={3} />}
      {hasFailed && <p role="alert">{t('settings.failed')}</p>}
      <ul>
        {page?.members.map(({ userId, role }) => {
          const user = users.get(userId);
          return (
            user && (
              <li key={userId}>
                <PersonRow
                  user={user}
                  note={role === 'member' ? undefined : t(`role.${role}`)}
                  onPick={() => void openDirectWith(userId, navigate)}
                />
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
