import type { Chat } from '@bridges/sdk';
import { useT } from '../../i18n/language.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { MomentForm } from '../conversation/dialogs/MomentForm.tsx';
import { muteUntil } from './chat-acts.ts';

/** Quiet until a moment of my choice. */
export function MuteDialog({ chat, title, onClose }: { chat: Chat; title: string; onClose: () => void }) {
  const t = useT();
  const choose = async (at: Date) => {
    await muteUntil(chat, at);
    onClose();
  };
  return (
    <Dialog title={t('list.muteUntilTitle', { title })} onClose={onClose}>
      <MomentForm act={t('list.muteAct')} onChoose={choose} onClose={onClose} />
    </Dialog>
  );
}
