import type { Chat } from '@bridges/sdk';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { tried } from '../../ui/tried.ts';
import { usePages } from '../../ui/use-pages.ts';
import formStyles from './GroupForm.module.css';
import styles from './Rows.module.css';

/** Who is invited and has not answered yet; nothing while there is nobody. */
export function InvitedPeople({ chat }: { chat: Chat }) {
  const t = useT();
  const { invitations } = client.rest;
  const { pages, hasMore, loadMore, reload } = usePages(chat.id, (after) =>
    invitations.ofGroup(chat.id, { limit: 50, ...(after && { cursor: after }) }),
  );
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.ev === 'invitationGone' && event.chat === chat.id) reload();
      }),
    [chat.id, reload],
  );
  const users = new Map(pages.flatMap((page) => page.users.map((user) => [user.id, user] as const)));
  const open = pages.flatMap((page) => page.invitations);
  if (open.length === 0) return null;
  const cancel = async (id: string) => {
    if (await tried(() => invitations.cancel(id))) reload();
  };
  return (
    <section aria-labelledby="invited-title" className={styles.section}>
      <h3 id="invited-title" className={formStyles.heading}>
        {t('group.invitedPeople')}
      </h3>
      <ul>
        {open.map(({ id, userId, inviterId }) => {
          const name = userName(users.get(userId), t);
          return (
            <li key={id} className={styles.row}>
              <Avatar id={userId} name={name} size={40} />
              <span className={styles.text}>
                <bdi className={styles.name}>{name}</bdi>
                <span className={styles.quiet}>
                  {t('group.invitedFrom', { name: userName(users.get(inviterId), t) })}
                </span>
              </span>
              <IconButton
                icon={X}
                label={t('group.cancelInvitation', { name })}
                className={styles.no}
                onClick={() => void cancel(id)}
              />
            </li>
          );
        })}
      </ul>
      {hasMore && (
        <Button look="plain" isWide onClick={() => void loadMore()}>
          {t('group.more')}
        </Button>
      )}
    </section>
  );
}
