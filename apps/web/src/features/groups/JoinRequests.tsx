import type { Chat } from '@bridges/sdk';
import { Check, UserCheck, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { tried } from '../../ui/tried.ts';
import { usePages } from '../../ui/use-pages.ts';
import { PagesFrame } from './PagesFrame.tsx';
import styles from './Rows.module.css';

/** Who asks to be let into a group. */
export function JoinRequests({ chat }: { chat: Chat }) {
  const t = useT();
  const { rest } = client;
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const list = usePages(chat.id, (after) =>
    rest.joinRequests.ofGroup(chat.id, { limit: 50, ...(after && { cursor: after }) }),
  );
  const { pages, reload } = list;
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.ev === 'joinRequest' && event.request.chatId === chat.id) reload();
        if (event.ev === 'joinRequestGone' && event.chat === chat.id) reload();
      }),
    [chat.id, reload],
  );
  const users = new Map(pages.flatMap((page) => page.users.map((user) => [user.id, user] as const)));
  const waiting = pages.flatMap(({ requests }) => requests).filter(({ userId }) => !answered.has(userId));
  const answer = async (userId: string, act: 'approve' | 'decline') => {
    setAnswered((before) => new Set(before).add(userId));
    if (!(await tried(() => rest.joinRequests[act](chat.id, userId)))) reload();
    setAnswered((before) => new Set([...before].filter((id) => id !== userId)));
    reload();
  };
  return (
    <PagesFrame
      list={list}
      isEmpty={waiting.length === 0}
      empty={{ icon: UserCheck, title: t('group.noRequests'), hint: t('group.noRequestsHint') }}
    >
      {waiting.map(({ userId }) => {
        const user = users.get(userId);
        const name = userName(user, t);
        return (
          <li key={userId} className={styles.row}>
            <Avatar id={userId} name={name} size={40} />
            <span className={styles.text}>
              <bdi className={styles.name}>{name}</bdi>
              {user && <span className={styles.quiet}>@{user.username}</span>}
            </span>
            <span className={styles.acts}>
              <IconButton
                icon={Check}
                label={t('group.letInOne', { name })}
                className={styles.yes}
                onClick={() => void answer(userId, 'approve')}
              />
              <IconButton
                icon={X}
                label={t('group.refuseOne', { name })}
                className={styles.no}
                onClick={() => void answer(userId, 'decline')}
              />
            </span>
          </li>
        );
      })}
    </PagesFrame>
  );
}
