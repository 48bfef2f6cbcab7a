import { X } from 'lucide-react';
import { createPortal } from 'react-dom';
import { useT } from '../i18n/language.ts';
import { useTopmost } from './open-dialogs.ts';
import { dismissToast, useToasts } from './toasts.ts';
import styles from './Toasts.module.css';

/** Short notes at the bottom, read out politely; over a dialog, they are in it. */
export function Toasts() {
  const t = useT();
  const toasts = useToasts((state) => state.toasts);
  const place = useTopmost();
  return createPortal(
    <div className={styles.stack} role="status" aria-live="polite">
      {toasts.map(({ id, text, act }) => (
        <div key={id} className={styles.toast}>
          <span className={styles.text}>{text}</span>
          {act && (
            <button type="button" className={styles.act} onClick={act.run}>
              {act.label}
            </button>
          )}
          <button
            type="button"
            className={styles.close}
            aria-label={t('act.close')}
            onClick={() => dismissToast(id)}
          >
            <X size={18} aria-hidden="true" />
          </button>
        </div>
      ))}
    </div>,
    place,
  );
}
