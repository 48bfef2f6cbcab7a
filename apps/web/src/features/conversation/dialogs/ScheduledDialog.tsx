import type { Scheduled } from '@bridges/contracts';
import { CalendarClock, Pencil, Send, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatFull } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { errorText } from '../../../store/error-text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SkeletonRows } from '../../../ui/SkeletonRows.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { toast } from '../../../ui/toasts.ts';
import styles from './Dialogs.module.css';
import { MomentForm } from './MomentForm.tsx';

const { scheduled } = client.rest;

/** What waits to be sent here: change it, send it now, or drop it. */
export function ScheduledDialog({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const [list, setList] = useState<readonly Scheduled[] | null>(null);
  const [changed, setChanged] = useState<Scheduled | null>(null);
  const load = () => scheduled.list(chatId).then(setList, () => setList([]));
  useEffect(() => {
    void scheduled.list(chatId).then(setList, () => setList([]));
  }, [chatId]);
  const act = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      toast(errorText(error, t));
    }
    await load();
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
    <Dialog title={t('composer.scheduled')} onClose={onClose}>
      {!list && <SkeletonRows count={2} />}
      {list?.length === 0 && (
        <Notice icon={CalendarClock} title={t('composer.scheduledNone')} hint={t('composer.scheduledHint')} />
      )}
      <ul className={styles.list}>
        {list?.map((one) => (
          <li key={one.id} className={styles.row}>
            <span className={styles.words}>
              <span dir="auto">{one.text.slice(0, 200)}</span>
              <span className={styles.quiet}>
                {one.state === 'failed'
                  ? t('composer.scheduledFailed')
                  : formatFull(new Date(one.sendAt), language)}
              </span>
            </span>
            <IconButton icon={Pencil} label={t('message.edit')} onClick={() => setChanged(one)} />
            <IconButton
              icon={Send}
              label={t('composer.sendNow')}
              onClick={() => void act(scheduled.sendNow(one.id))}
            />
            <IconButton
              icon={Trash2}
              label={t('act.delete')}
              onClick={() => void act(scheduled.cancel(one.id))}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
