import { useLayoutEffect, useRef } from 'react';
import { useT } from '../../i18n/language.ts';
import { keepTyped } from './switcher-typed.ts';

/** Takes the keys until the switcher is there, which is loaded when it is asked for first. */
export function SwitcherComing({ onClose }: { onClose: () => void }) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    keepTyped('');
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <input
      ref={field}
      type="text"
      className="visually-hidden"
      aria-label={t('search.switcher')}
      autoComplete="off"
      onChange={(event) => keepTyped(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        keepTyped('');
        onClose();
      }}
    />
  );
}
