import type { Message } from '@bridges/sdk';
import { formatFull } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { errorText } from '../../../store/error-text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { toast } from '../../../ui/toasts.ts';
import { MomentForm } from './MomentForm.tsx';

/** Asks to be told of a message again. */
export function RemindDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const remind = async (at: Date) => {
    try {
      const { chatId, seq } = message;
      await client.rest.reminders.create(chatId, seq, at.toISOString());
      toast(t('message.willRemind', { date: formatFull(at, language) }));
      onClose();
    } catch (error) {
      toast(errorText(error, t));
    }
  };
  return (
    <Dialog title={t('message.remindTitle')} onClose={onClose}>
      <MomentForm act={t('message.remindAct')} onChoose={remind} onClose={onClose} />
    </Dialog>
  );
}
