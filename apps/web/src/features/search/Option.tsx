import type { MouseEvent, ReactNode } from 'react';
import { setActive, useIsActive } from './combobox.ts';
import styles from './Option.module.css';

interface Props {
  listId: string;
  id: string;
  /** Where it leads, for who opens it in another tab. */
  href?: string | undefined;
  look?: 'row' | 'chip';
  onPick: () => void;
  children: ReactNode;
}

/** One choice of a list whose focus stays in its field. */
export function Option({ listId, id, href, look = 'row', onPick, children }: Props) {
  const optionId = `${listId}-${id}`;
  const isActive = useIsActive(listId, optionId);
  const Tag = href === undefined ? 'div' : 'a';
  const pick = (event: MouseEvent) => {
    if (href !== undefined && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    setActive(listId, optionId);
    onPick();
  };
  return (
    <Tag
      {...(href !== undefined && { href })}
      role="option"
      id={optionId}
      aria-selected={isActive}
      tabIndex={-1}
      className={styles[look]}
      data-small={look === 'chip' ? '' : undefined}
      data-active={isActive || undefined}
      onMouseDown={(event: MouseEvent) => event.preventDefault()}
      onClick={pick}
    >
      {children}
    </Tag>
  );
}
