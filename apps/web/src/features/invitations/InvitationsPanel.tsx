import type { GroupPreview } from '@bridges/contracts';
import { ArrowLeft, MailOpen } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { userName } from '../../store/chat-title.ts';
import { useDoors, useUsers } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { tried } from '../../ui/tried.ts';
import panelStyles from '../people/PeoplePanel.module.css';
import styles from './InvitationsPanel.module.css';

/** Groups that I am invited into, and those I asked to join. */
export function InvitationsPanel() {
  const t = useT();
  const [, navigate] = useLocation();
  const doors = useDoors();
  const users = useUsers();
  const [invitations, requests] = [Object.values(doors.invitations), Object.values(doors.requests)];
  const [busyId, setBusyId] = useState<string | null>(null);
  const answer = async (id: string, act: () => Promise<unknown>, chatId?: string) => {
    setBusyId(id);
    const isDone = await tried(act);
    setBusyId(null);
    if (isDone && chatId) navigate(routes.chat(chatId));
  };
  const isEmpty = invitations.length + requests.length === 0;
  return (
    <section className={panelStyles.panel} aria-labelledby="invitations-title">
      <header className={panelStyles.header}>
        <IconButton icon={ArrowLeft} label={t('act.back')} onClick={() => goBack(navigate, routes.chats)} />
        <h1 id="invitations-title" className={panelStyles.title}>
          {t('group.invitations')}
        </h1>
      </header>
      <div className={panelStyles.list}>
        {isEmpty && !doors.isLoaded && <SkeletonRows count={3} />}
        {isEmpty && doors.isLoaded && (
          <Notice icon={MailOpen} title={t('group.noInvitations')} hint={t('group.noInvitationsHint')} />
        )}
        <ul>
          {invitations.map(({ id, chatId, group, inviterId }) => (
            <Item
              key={id}
              id={chatId}
              group={group}
              about={t('group.invitedBy', { name: userName(users[inviterId], t) })}
            >
              <Button
                isBusy={busyId === id}
                onClick={() => void answer(id, () => client.rest.invitations.accept(id), chatId)}
              >
                {t('group.accept')}
              </Button>
              <Button
                look="plain"
                disabled={busyId === id}
                onClick={() => void answer(id, () => client.rest.invitations.decline(id))}
              >
                {t('group.decline')}
              </Button>
            </Item>
          ))}
        </ul>
        {requests.length > 0 && (
          <section aria-labelledby="my-requests">
            <h2 id="my-requests" className={styles.heading}>
              {t('group.myRequests')}
            </h2>
            <ul>
              {requests.map(({ chatId, group }) => (
                <Item key={chatId} id={chatId} group={group} about={t('group.waitsForAnswer')}>
                  <Button
                    look="tinted"
                    onClick={() => void tried(() => client.rest.joinRequests.withdraw(chatId))}
                  >
                    {t('group.withdraw')}
                  </Button>
                </Item>
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  );
}

interface ItemProps {
  id: string;
  group: GroupPreview;
  about: string;
  children: ReactNode;
}

function Item({ id, group, about, children }: ItemProps) {
  const t = useT();
  return (
    <li className={styles.item}>
      <div className={styles.group}>
        <Avatar fileId={group.pictureFileId} id={id} name={group.title} kind="group" />
        <div className={styles.text}>
          <bdi className={styles.title}>{group.title}</bdi>
          <span className={styles.quiet}>{t('info.memberCount', { count: group.memberCount })}</span>
          <bdi className={styles.quiet}>{about}</bdi>
        </div>
      </div>
      {group.description && <p className={styles.description}>{group.description}</p>}
      <div className={styles.acts}>{children}</div>
    </li>
  );
}
