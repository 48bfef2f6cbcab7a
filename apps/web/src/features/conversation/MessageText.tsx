import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/language.ts';
import styles from './MessageText.module.css';
import { MarkdownView } from './text/MarkdownView.tsx';

interface Props {
  text: string;
  /** How many emoji it is made of, if of nothing else. */
  emojiCount: number;
  /** Time and ticks, set into the last line. */
  children: ReactNode;
}

const isLong = (text: string): boolean => text.length > 1400 || text.split('\n').length > 24;

/** The words of a message; a long one is folded. */
export const MessageText = memo(function MessageText({ text, emojiCount, children }: Props) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  if (emojiCount > 0) {
    return (
      <div className={styles.text} data-emoji={emojiCount}>
        {text}
        {children}
      </div>
    );
  }
  if (!isLong(text)) {
    return (
      <div className={styles.text}>
        <MarkdownView text={text} tail={children} />
      </div>
    );
  }
  return (
    <>
      <div className={styles.text} data-collapsed={!isOpen || undefined}>
        <MarkdownView text={text} />
      </div>
      <div className={styles.more}>
        <button
          type="button"
          className={styles.toggle}
          data-small=""
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'chat.showLess' : 'chat.showMore')}
        </button>
        {children}
      </div>
    </>
  );
});
