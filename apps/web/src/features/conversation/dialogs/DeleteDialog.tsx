import type { Chat, Message } from '@bridges/sdk';
import { useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { chatTitle } from '../../../store/chat-title.ts';
import { useMe, useUser } from '../../../store/selectors.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import dialogStyles from '../../../ui/Dialog.module.css';
import { toast } from '../../../ui/toasts.ts';
import { leaveSoon, undoMs } from '../leaving-messages.ts';
import { deleteForAll, deleteForMe } from '../message-calls.ts';
import { rightsOver } from '../message-rights.ts';
import { stopSelecting } from '../talk-store.ts';
import styles from './Dialogs.module.css';

interface Props {
  chat: Chat;
  messages: readonly Message[];
  onClose: () => void;
}

/** Asks for whom messages are to be deleted. It can be undone for a few seconds. */
export function DeleteDialog({ chat, messages, onClose }: Props) {
  const t = useT();
  const me = useMe();
  const peer = useUser(chat.peerId);
  const canForAll =
    chat.kind !== 'saved' && messages.every((one) => rightsOver(one, chat, me?.id ?? '').canDeleteForAll);
  const [isForAll, setForAll] = useState(canForAll);
  const title = chatTitle(chat, peer, t);
  const count = messages.length;
  const remove = () => {
    const seqs = messages.map(({ seq }) => seq);
    const forAll = isForAll || chat.kind === 'saved';
    const undo = leaveSoon(chat.id, seqs, () => (forAll ? deleteForAll : deleteForMe)(chat.id, seqs));
    stopSelecting();
    onClose();
    toast(t('message.deletedNote', { count }), { label: t('act.undo'), run: undo }, undoMs);
  };
  return (
    <Dialog title={t('message.deleteTitle', { count, chat: title })} onClose={onClose}>
      {canForAll && (
        <label className={styles.check}>
          <input type="checkbox" checked={isForAll} onChange={(event) => setForAll(event.target.checked)} />
          <span>{t('message.deleteForAll')}</span>
        </label>
      )}
      <p className={dialogStyles.text}>
        {t(isForAll || chat.kind === 'saved' ? 'message.deleteAllHint' : 'message.deleteMeHint')}
      </p>
      <div className={dialogStyles.actions}>
        <Button look="plain" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button look="danger" onClick={remove}>
          {t('act.delete')}
        </Button>
      </div>
    </Dialog>
  );
}
