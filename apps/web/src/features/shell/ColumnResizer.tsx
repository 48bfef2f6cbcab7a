import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';
import { useT } from '../../i18n/language.ts';
import styles from './ColumnResizer.module.css';

const storageKey = 'bridges.leftWidth';
const bounds = { min: 260, max: 640, start: 420 };

function apply(width: number): void {
  const kept = Math.round(Math.min(bounds.max, Math.max(bounds.min, width)));
  document.documentElement.style.setProperty('--left-width', `${kept}px`);
  localStorage.setItem(storageKey, String(kept));
}

function current(): number {
  return Number(localStorage.getItem(storageKey)) || bounds.start;
}

/** Gives the left column the width it was left with; called before the first paint of the shell. */
export function restoreColumnWidth(): void {
  const stored = current();
  if (stored >= bounds.min && stored <= bounds.max) apply(stored);
}

/** The line between the columns: dragged by pointer, moved by arrow keys. */
export function ColumnResizer() {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const width = () => ref.current?.parentElement?.getBoundingClientRect().width ?? bounds.start;
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) apply(event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step) apply(width() + step);
  };
  return (
    <div
      ref={ref}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('chats.width')}
      aria-valuemin={bounds.min}
      aria-valuemax={bounds.max}
      aria-valuenow={current()}
      tabIndex={0}
      className={styles.handle}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      onDoubleClick={() => apply(bounds.start)}
    />
  );
}
