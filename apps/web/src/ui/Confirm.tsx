import { useT } from '../i18n/language.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  text?: string | undefined;
  act: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that can't be undone; the title names the object. */
export function Confirm({ title, text, act, onConfirm, onClose }: Props) {
  const t = useT();
  return (
    <Dialog title={title} onClose={onClose}>
      {text && <p className={styles.text}>{text}</p>}
      <div className={styles.actions}>
        <Button look="plain" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {act}
        </Button>
      </div>
    </Dialog>
  );
}
