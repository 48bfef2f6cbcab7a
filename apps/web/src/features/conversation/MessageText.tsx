import { memo, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/language.ts';
import { emojiOnlyCount } from '../../text/emoji-only.ts';
import { linkify } from '../../text/linkify.ts';
import styles from './MessageText.module.css';

interface Props {
  text: string;
  /** Time and ticks, set into the last line. */
  children: ReactNode;
}

const isLong = (text: string): boolean => text.length > 1400 || text.split('\n').length > 24;

/** Text as it was written, its links clickable; nothing in it is ever read as HTML. */
export const MessageText = memo(function MessageText({ text, children }: Props) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const parts = useMemo(() => linkify(text), [text]);
  const canCollapse = isLong(text);
  const content = parts.map((part, at) =>
    part.href === undefined ? (
      part.text
    ) : (
      <a key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
        {part.text}
      </a>
    ),
  );
  if (!canCollapse) {
    return (
      <div className={styles.text} dir="auto" data-emoji={emojiOnlyCount(text) || undefined}>
        {content}
        {children}
      </div>
    );
  }
  return (
    <>
      <div className={styles.text} dir="auto" data-collapsed={!isOpen || undefined}>
        {content}
      </div>
      <div className={styles.more}>
        <button
          type="button"
          className={styles.toggle}
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
