import { formatFull } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { saveDraft, saveReply, useDrafts } from '../../../store/drafts.ts';
import { errorText } from '../../../store/error-text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { toast } from '../../../ui/toasts.ts';
import { MomentForm } from './MomentForm.tsx';

interface Props {
  chatId: string;
  text: string;
  onClose: () => void;
}

/** What is written goes out later, by itself. */
export function ScheduleDialog({ chatId, text, onClose }: Props) {
  const t = useT();
  const language = useLanguage();
  const schedule = async (at: Date) => {
    const replyTo = useDrafts.getState().replies[chatId];
    try {
      await client.rest.scheduled.create(chatId, {
        text,
        sendAt: at.toISOString(),
        ...(replyTo && { replyTo }),
      });
      saveDraft(chatId, '');
      saveReply(chatId, null);
      toast(t('composer.willSend', { date: formatFull(at, language) }));
      onClose();
    } catch (error) {
      toast(errorText(error, t));
    }
  };
  return (
    <Dialog title={t('composer.scheduleTitle')} onClose={onClose}>
      <MomentForm act={t('composer.scheduleAct')} onChoose={schedule} onClose={onClose} />
    </Dialog>
  );
}
