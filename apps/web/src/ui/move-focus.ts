import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Arrow keys, Home and End move the focus between the rows (`data-list-row`) of a list. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-list-row]')];
  rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const now = rows.indexOf(document.activeElement as HTMLElement);
  const step = steps[event.key];
  const next = step ? rows[Math.min(rows.length - 1, Math.max(0, now + step))] : edge(event.key, rows);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function edge(key: string, rows: HTMLElement[]): HTMLElement | undefined {
  if (key === 'Home') return rows[0];
  return key === 'End' ? rows.at(-1) : undefined;
}
