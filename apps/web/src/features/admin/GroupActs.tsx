import type { AdminGroupDetails } from '@bridges/contracts';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { deleteGroup } from './group-calls.ts';
import styles from './Lists.module.css';
import { OwnerDialog } from './OwnerDialog.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { useAct } from './use-act.ts';
import { useWords } from './words/use-words.ts';

interface Props {
  details: AdminGroupDetails;
  onChanged: () => void;
}

/** What can be done about a group. */
export function GroupActs({ details: { group, canSetOwner }, onChanged }: Props) {
  const words = useWords();
  const [asked, setAsked] = useState<'delete' | 'owner' | null>(null);
  const { busyId, act } = useAct(onChanged);
  const { chatId, title: name, memberCount } = group;
  return (
    <div className={styles.acts}>
      {canSetOwner && (
        <Button look="tinted" onClick={() => setAsked('owner')}>
          {words('setOwner')}
        </Button>
      )}
      <Button look="danger" isBusy={busyId === 'delete'} onClick={() => setAsked('delete')}>
        {words('deleteGroup')}
      </Button>
      {!canSetOwner && <p className={styles.under}>{words('ownerIsThere')}</p>}
      {asked === 'delete' && (
        <ReasonDialog
          title={words('deleteGroupAsk', { name })}
          text={words('deleteGroupHint', { count: memberCount })}
          act={words('deleteGroup')}
          isNeeded
          isDanger
          onConfirm={(reason) =>
            void act('delete', async () => {
              await deleteGroup(chatId, reason);
              return words('groupDeleted', { name });
            })
          }
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'owner' && (
        <OwnerDialog group={group} onChanged={onChanged} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}
