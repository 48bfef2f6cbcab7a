import type { Chat } from '@bridges/sdk';
import { Ban } from 'lucide-react';
import { formatDate } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { tried } from '../../ui/tried.ts';
import { usePages } from '../../ui/use-pages.ts';
import { PagesFrame } from './PagesFrame.tsx';
import styles from './Rows.module.css';

/** Who can't come back into a group. */
export function BannedUsers({ chat }: { chat: Chat }) {
  const t = useT();
  const language = useLanguage();
  const { groups } = client.rest;
  const list = usePages(chat.id, (after) =>
    groups.bans(chat.id, { limit: 50, ...(after && { cursor: after }) }),
  );
  const { pages, reload } = list;
  const users = new Map(pages.flatMap((page) => page.users.map((user) => [user.id, user] as const)));
  const bans = pages.flatMap((page) => page.bans);
  const lift = async (userId: string) => {
    if (await tried(() => groups.liftBan(chat.id, userId))) reload();
  };
  return (
    <PagesFrame
      list={list}
      isEmpty={bans.length === 0}
      empty={{ icon: Ban, title: t('group.noBans'), hint: t('group.noBansHint') }}
    >
      {bans.map(({ userId, bannedAt }) => {
        const name = userName(users.get(userId), t);
        return (
          <li key={userId} className={styles.row}>
            <Avatar id={userId} name={name} size={40} />
            <span className={styles.text}>
              <bdi className={styles.name}>{name}</bdi>
              <span className={styles.quiet}>{formatDate(new Date(bannedAt), language)}</span>
            </span>
            <Button look="plain" onClick={() => void lift(userId)}>
              {t('group.liftBan')}
            </Button>
          </li>
        );
      })}
    </PagesFrame>
  );
}
