import type { Scheduled } from '@bridges/contracts';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { errorText } from '../../../store/error-text.ts';
import { useScheduled } from '../../../store/scheduled.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SkeletonRows } from '../../../ui/SkeletonRows.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { toast } from '../../../ui/toasts.ts';
import { cancelScheduled } from './cancel-scheduled.ts';
import styles from './Dialogs.module.css';
import { MomentForm } from './MomentForm.tsx';
import { ScheduledRow } from './ScheduledRow.tsx';

const { scheduled } = client.rest;

/** What waits to be sent here: change it, send it now, or drop it. */
export function ScheduledDialog({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const t = useT();
  const list = useScheduled(chatId);
  const [changed, setChanged] = useState<Scheduled | null>(null);
  const act = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      toast(errorText(error, t));
    }
  };
  if (changed) {
    return (
      <Dialog title={t('composer.scheduleTitle')} onClose={onClose}>
        <MomentForm
          act={t('act.save')}
          start={new Date(changed.sendAt)}
          onClose={() => setChanged(null)}
          onChoose={async (at) => {
            const { id, text } = changed;
            setChanged(null);
            await act(scheduled.update(id, { text, sendAt: at.toISOString() }));
          }}
        >
          <div className={styles.fields}>
            <TextArea
              label={t('chat.placeholder')}
              value={changed.text}
              maxLength={4096}
              onChange={(event) => setChanged({ ...changed, text: event.target.value })}
            />
          </div>
        </MomentForm>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('composer.scheduled')} hasCross onClose={onClose}>
      {!list && <SkeletonRows count={2} />}
      {list?.length === 0 && (
        <Notice icon={CalendarClock} title={t('composer.scheduledNone')} hint={t('composer.scheduledHint')} />
      )}
      <ul className={styles.list}>
        {list?.map((one) => (
          <ScheduledRow
            key={one.id}
            scheduled={one}
            onEdit={() => setChanged(one)}
            onSend={() => void act(scheduled.sendNow(one.id))}
            onDelete={() => void cancelScheduled(one)}
          />
        ))}
      </ul>
    </Dialog>
  );
}
