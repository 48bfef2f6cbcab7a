import { X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/language.ts';
import styles from './Dialog.module.css';
import { enterDialog } from './open-dialogs.ts';
import { IconButton } from './IconButton.tsx';

interface Props {
  title: string;
  /** A cross beside the title, where no button below closes it. */
  hasCross?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog. The browser's own keeps the focus inside, makes the rest inert and closes on Esc. */
export function Dialog({ title, hasCross = false, onClose, children }: Props) {
  const t = useT();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    const leave = dialog && enterDialog(dialog);
    return () => {
      leave?.();
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={styles.content}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {hasCross && (
          <IconButton icon={X} label={t('act.close')} className={styles.cross} onClick={onClose} />
        )}
        {children}
      </div>
    </dialog>
  );
}
