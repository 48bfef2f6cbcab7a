import { useEffect } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { contactActs } from '../contacts/contact-acts.ts';
import settingsStyles from '../settings/SettingsPage.module.css';
import styles from './Privacy.module.css';

const ask = (cursor: string | undefined) => client.rest.blocks.list({ limit: 50, ...(cursor && { cursor }) });

/** Whom I have blocked, and how to undo it. */
export function BlockedPeople() {
  const t = useT();
  const list = usePages('blocks', ask);
  const people = list.pages.flatMap(({ blocks }) => blocks.map(({ user }) => user));
  const { reload } = list;
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.ev === 'contact') reload();
      }),
    [reload],
  );
  return (
    <section className={settingsStyles.section} aria-labelledby="blocked">
      <h2 id="blocked" className={settingsStyles.heading}>
        {t('privacy.blocked')}
      </h2>
      {list.isLoading && <SkeletonRows count={2} />}
      {list.hasFailed && (
        <p className={settingsStyles.problem} role="alert">
          {t('contacts.failed')}
        </p>
      )}
      {!list.isLoading && !list.hasFailed && people.length === 0 && (
        <p className={settingsStyles.quiet}>{t('privacy.noBlocked')}</p>
      )}
      <ul>
        {people.map((user) => (
          <li key={user.id} className={styles.person}>
            <Avatar fileId={user.avatarFileId} id={user.id} name={userName(user, t)} size={40} />
            <span className={styles.who}>
              <bdi>{userName(user, t)}</bdi>
              <span className={styles.hint}>@{user.username}</span>
            </span>
            <Button look="plain" onClick={() => void contactActs.unblock(user.id, userName(user, t))}>
              {t('contacts.unblock')}
            </Button>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button look="plain" onClick={() => void list.loadMore()}>
          {t('chat.showMore')}
        </Button>
      )}
    </section>
  );
}
