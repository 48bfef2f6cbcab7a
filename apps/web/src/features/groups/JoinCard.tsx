import type { GroupPreview, JoinOutcome } from '@bridges/contracts';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { tried } from '../../ui/tried.ts';
import { useDoors } from '../../store/selectors.ts';
import styles from './JoinScreen.module.css';

interface Props {
  id: string;
  group: GroupPreview;
  /** I am in it already. */
  chatId: string | null;
  /** The group's id, where it is known: what I asked can be taken back then. */
  groupId: string | null;
  needsApproval: boolean;
  isRequested: boolean;
  /** Null: it is entered by invitation only. */
  join: (() => Promise<JoinOutcome>) | null;
}

/** A group from outside, and the way in. */
export function JoinCard({ id, group, chatId, groupId, needsApproval, isRequested, join }: Props) {
  const t = useT();
  const [, navigate] = useLocation();
  const [isBusy, setBusy] = useState(false);
  const [hasAsked, setHasAsked] = useState(isRequested);
  const { requests } = useDoors();
  const isWaiting = hasAsked || (groupId !== null && requests[groupId] !== undefined);
  const enter = async () => {
    if (!join) return;
    setBusy(true);
    await tried(async () => {
      const outcome = await join();
      if (outcome.chatId) navigate(routes.chat(outcome.chatId), { replace: true });
      else setHasAsked(true);
    });
    setBusy(false);
  };
  return (
    <div className={styles.screen}>
      <IconButton
        icon={ArrowLeft}
        label={t('app.toChats')}
        className={styles.back}
        onClick={() => navigate(routes.chats)}
      />
      <div className={styles.card}>
        <Avatar fileId={group.pictureFileId} id={id} name={group.title} kind="group" size={120} />
        <h1 className={styles.title}>
          <bdi>{group.title}</bdi>
        </h1>
        <p className={styles.count}>{t('info.memberCount', { count: group.memberCount })}</p>
        {group.description && (
          <p className={styles.description} dir="auto">
            {group.description}
          </p>
        )}
        <div className={styles.acts}>
          {chatId ? (
            <Button isWide onClick={() => navigate(routes.chat(chatId), { replace: true })}>
              {t('group.open')}
            </Button>
          ) : isWaiting ? (
            <>
              <p role="status">{t('group.requested')}</p>
              {groupId && (
                <Button
                  look="plain"
                  onClick={() =>
                    void tried(() => client.rest.joinRequests.withdraw(groupId)).then(
                      (isDone) => isDone && setHasAsked(false),
                    )
                  }
                >
                  {t('group.withdraw')}
                </Button>
              )}
            </>
          ) : join ? (
            <Button isWide isBusy={isBusy} onClick={() => void enter()}>
              {t(needsApproval ? 'group.ask' : 'group.join')}
            </Button>
          ) : (
            <p>{t('group.inviteOnly')}</p>
          )}
        </div>
        {!chatId && !isWaiting && join && needsApproval && (
          <p className={styles.note}>{t('group.askHint')}</p>
        )}
      </div>
    </div>
  );
}
