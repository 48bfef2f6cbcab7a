import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { EmailDialog } from './EmailDialog.tsx';
import styles from './Notifications.module.css';
import { useMyAddress } from './use-my-address.ts';
import { useWords } from './words/use-words.ts';

/** Where letters go, and whether the address is confirmed. */
export function EmailAddress({ onChange }: { onChange: () => void }) {
  const t = useT();
  const words = useWords();
  const { me, load } = useMyAddress();
  const [isEditing, setEditing] = useState(false);
  if (!me) return null;
  const waiting = me.pendingEmail ?? (me.isEmailConfirmed ? null : me.email);
  const sendAgain = () =>
    client.rest.me.sendConfirmation().then(
      () => toast(words('sentAgain')),
      (error: unknown) => toast(errorText(error, t)),
    );
  return (
    <>
      {me.email !== null && me.isEmailConfirmed && (
        <p className={styles.hint}>{words('emailReady', { address: me.email })}</p>
      )}
      {waiting !== null && <p className={styles.hint}>{words('emailUnconfirmed', { address: waiting })}</p>}
      {me.email === null && waiting === null && <p className={styles.hint}>{words('emailNone')}</p>}
      <div className={styles.acts}>
        {waiting !== null && (
          <Button look="tinted" onClick={() => void sendAgain()}>
            {words('sendAgain')}
          </Button>
        )}
        <Button look={waiting === null ? 'tinted' : 'plain'} onClick={() => setEditing(true)}>
          {words(me.email === null && waiting === null ? 'addEmail' : 'changeEmail')}
        </Button>
      </div>
      {isEditing && (
        <EmailDialog
          address={waiting ?? me.email}
          onClose={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            load();
            onChange();
          }}
        />
      )}
    </>
  );
}
