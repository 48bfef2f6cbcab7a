import type { Chat } from '@bridges/sdk';
import { useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import dialogStyles from '../../../ui/Dialog.module.css';
import { Field } from '../../../ui/Field.tsx';
import { toast } from '../../../ui/toasts.ts';
import { useTalkActs } from '../talk-acts.ts';
import styles from './Dialogs.module.css';
import { localDate } from './local-time.ts';

interface Props {
  chat: Chat;
  at: Date;
  onClose: () => void;
}

/** Leads to the first message of a day, or after it. */
export function DateDialog({ chat, at, onClose }: Props) {
  const t = useT();
  const { jumpTo } = useTalkActs();
  const [day, setDay] = useState(localDate(at));
  const [isBusy, setBusy] = useState(false);
  const go = async (moment: Date) => {
    setBusy(true);
    try {
      const { messages } = await client.rest.messages.list(chat.id, {
        since: moment.toISOString(),
        limit: 1,
      });
      const seq = messages.at(-1)?.seq ?? chat.lastSeq;
      onClose();
      jumpTo(seq);
    } catch {
      toast(t('error.network'));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('message.jumpToDate')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== '') void go(new Date(`${day}T00:00:00`));
        }}
      >
        <div className={styles.chips}>
          <button type="button" onClick={() => void go(new Date(chat.createdAt))}>
            {t('message.firstMessage')}
          </button>
        </div>
        <Field
          type="date"
          label={t('message.day')}
          value={day}
          max={localDate(new Date())}
          onChange={(event) => setDay(event.target.value)}
        />
        <div className={dialogStyles.actions}>
          <Button look="plain" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" isBusy={isBusy} disabled={day === ''}>
            {t('message.show')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
