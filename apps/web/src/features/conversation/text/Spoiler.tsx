import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useT } from '../../../i18n/language.ts';
import styles from './MarkdownView.module.css';

/** Hidden until it is asked for. */
export function Spoiler({ children }: { children: ReactNode }) {
  const t = useT();
  const [isShown, setShown] = useState(false);
  if (isShown) return <span className={styles.revealed}>{children}</span>;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    setShown(true);
  };
  return (
    <span
      role="button"
      tabIndex={0}
      className={styles.spoiler}
      aria-label={t('message.spoiler')}
      title={t('message.spoiler')}
      onClick={(event) => {
        event.preventDefault();
        setShown(true);
      }}
      onKeyDown={onKeyDown}
    >
      <span aria-hidden="true" inert>
        {children}
      </span>
    </span>
  );
}
