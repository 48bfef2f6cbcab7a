import { X } from 'lucide-react';
import { createPortal } from 'react-dom';
import { useT } from '../i18n/language.ts';
import { useTopmost } from './open-dialogs.ts';
import { dismissToast, useToasts } from './toasts.ts';
import type { Toast } from './toasts.ts';
import styles from './Toasts.module.css';

/** Short notes at the bottom, read out politely; those that come of a dialog are in it as long as it is open. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  const dialog = useTopmost();
  const isInside = ({ isOfDialog }: Toast) => dialog !== undefined && isOfDialog;
  return (
    <>
      <Stack toasts={toasts.filter((one) => !isInside(one))} />
      {dialog && createPortal(<Stack toasts={toasts.filter(isInside)} />, dialog)}
    </>
  );
}

function Stack({ toasts }: { toasts: readonly Toast[] }) {
  const t = useT();
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {toasts.map(({ id, text, act }) => (
        <div key={id} className={styles.toast}>
          <span className={styles.text}>{text}</span>
          {act && (
            <button
              type="button"
              className={styles.act}
              data-small=""
              onClick={() => {
                dismissToast(id);
                act.run();
              }}
            >
              {act.label}
            </button>
          )}
          <button
            type="button"
            className={styles.close}
            data-small=""
            aria-label={t('act.close')}
            onClick={() => dismissToast(id)}
          >
            <X size={18} aria-hidden="true" />
          </button>
        </div>
      ))}
    </div>
  );
}
