import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { Field } from '../../ui/Field.tsx';
import styles from './Lists.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  title: string;
  text: string;
  act: string;
  /** What takes something away says why. */
  isNeeded?: boolean;
  isDanger?: boolean;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks before an act on somebody, and why; the title names whom it is done to. */
export function ReasonDialog({ title, text, act, isNeeded = false, isDanger = false, ...rest }: Props) {
  const t = useT();
  const words = useWords();
  const [reason, setReason] = useState('');
  const isSure = !isNeeded || reason.trim() !== '';
  return (
    <Dialog title={title} onClose={rest.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSure) return;
          rest.onClose();
          rest.onConfirm(reason.trim());
        }}
      >
        <p className={dialogStyles.text}>{text}</p>
        <div className={styles.reason}>
          <Field
            label={words(isNeeded ? 'reason' : 'reasonIfAny')}
            hint={words('reasonHint')}
            value={reason}
            maxLength={500}
            autoComplete="off"
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <div className={dialogStyles.actions}>
          <Button look="plain" onClick={rest.onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" look={isDanger ? 'danger' : 'filled'} disabled={!isSure}>
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
