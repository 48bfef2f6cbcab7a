import { useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import styles from './ComingField.module.css';

interface Props {
  label: string;
  text?: string;
  /** It comes over all else: no shortcut is meant meanwhile, and the focus goes back to where it was. */
  isModal?: boolean;
  onText: (text: string) => void;
  /** Keys that do something; true: it was one. */
  onKey?: (event: KeyboardEvent) => boolean;
  onEscape: () => void;
}

/** Takes the keys, unseen, for a field that is still being loaded. */
export function ComingField({ label, text, isModal = false, onText, onKey, onEscape }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (isModal && before instanceof HTMLElement) before.focus();
    };
  }, [isModal]);
  return (
    <input
      ref={field}
      type="text"
      className={styles.field}
      aria-label={label}
      autoComplete="off"
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={(event) => {
        const isEscape = event.key === 'Escape';
        if (isModal || isEscape) event.stopPropagation();
        if (event.nativeEvent.isComposing || (!isEscape && !onKey?.(event))) return;
        event.preventDefault();
        if (isEscape) onEscape();
      }}
    />
  );
}
