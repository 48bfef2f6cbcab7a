import { useLayoutEffect } from 'react';
import { useT } from '../../i18n/language.ts';
import { ComingField } from './ComingField.tsx';
import { keepTyped } from './switcher-typed.ts';

/** Takes the keys until the switcher is there, which is loaded when it is asked for first. */
export function SwitcherComing({ onClose }: { onClose: () => void }) {
  const t = useT();
  useLayoutEffect(() => keepTyped(''), []);
  const giveUp = () => {
    keepTyped('');
    onClose();
  };
  return <ComingField label={t('search.switcher')} isModal onText={keepTyped} onEscape={giveUp} />;
}
