import { useLayoutEffect } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { ComingField } from './ComingField.tsx';
import { keepKey, keepTyped, switcherKeyOf } from './switcher-typed.ts';

/** Takes the keys until the switcher is there, which is loaded when it is asked for first. */
export function SwitcherComing({ onClose }: { onClose: () => void }) {
  const t = useT();
  useLayoutEffect(() => keepTyped(''), []);
  const giveUp = () => {
    keepTyped('');
    onClose();
  };
  const onKey = (event: KeyboardEvent) => {
    const key = switcherKeyOf(event);
    if (key) keepKey(key);
    return key !== undefined;
  };
  return (
    <ComingField label={t('search.switcher')} isModal onText={keepTyped} onKey={onKey} onEscape={giveUp} />
  );
}
