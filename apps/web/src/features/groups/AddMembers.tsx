import type { Chat, PublicUser } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { Button } from '../../ui/Button.tsx';
import { tried } from '../../ui/tried.ts';
import { toast } from '../../ui/toasts.ts';
import styles from './AddMembers.module.css';
import { PeoplePicker } from './PeoplePicker.tsx';
import { tellRefused } from './add-people.ts';

/** More people for a group: added at once, or invited. */
export function AddMembers({ chat, onDone }: { chat: Chat; onDone: () => void }) {
  const t = useT();
  const [picked, setPicked] = useState<readonly PublicUser[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    // Of a large group, the first hundred; the server takes no offence at others.
    client.rest.groups.members(chat.id, { limit: 100 }).then(
      (page) => setMembers(new Set(page.members.map(({ userId }) => userId))),
      () => undefined,
    );
  }, [chat.id]);
  const ids = picked.map(({ id }) => id);
  const run = async (act: () => Promise<unknown>) => {
    setBusy(true);
    if (await tried(act)) onDone();
    setBusy(false);
  };
  const add = () => run(async () => tellRefused(await client.rest.groups.addMembers(chat.id, ids), picked));
  const invite = () =>
    run(async () => {
      await client.rest.invitations.invite(chat.id, { userIds: ids });
      toast(t('group.invitedCount', { count: ids.length }));
    });
  return (
    <div className={styles.page}>
      <PeoplePicker picked={picked} onChange={setPicked} without={members} />
      {picked.length > 0 && (
        <div className={styles.acts}>
          <Button look="tinted" disabled={isBusy} onClick={() => void invite()}>
            {t('group.invite')}
          </Button>
          <Button isBusy={isBusy} onClick={() => void add()}>
            {t('group.addCount', { count: picked.length })}
          </Button>
        </div>
      )}
    </div>
  );
}
