import type { Chat } from '@bridges/sdk';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { Field } from '../../ui/Field.tsx';
import { tried } from '../../ui/tried.ts';

/** Deleting a group for all asks for its name: nobody does that by a slip of the hand. */
export function DeleteGroup({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const t = useT();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const title = chat.title ?? '';
  const isSure = typed.trim().toLocaleLowerCase() === title.toLocaleLowerCase();
  const remove = async () => {
    setBusy(true);
    const isDone = await tried(() => client.rest.groups.delete(chat.id));
    setBusy(false);
    if (!isDone) return;
    onClose();
    navigate(routes.chats);
  };
  return (
    <Dialog title={t('group.deleteAsk', { title })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isSure && !isBusy) void remove();
        }}
      >
        <p className={dialogStyles.text}>{t('group.deleteHint', { count: chat.group?.memberCount ?? 0 })}</p>
        <br />
        <Field
          label={t('group.title')}
          hint={t('group.typeTitle', { title })}
          value={typed}
          autoComplete="off"
          autoFocus
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className={dialogStyles.actions}>
          <Button look="plain" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" look="danger" isBusy={isBusy} disabled={!isSure}>
            {t('group.delete')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
