import type { LucideIcon } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import styles from './Menu.module.css';

export interface MenuItem {
  label: string;
  icon: LucideIcon;
  isDanger?: boolean;
  run: () => void;
}
interface Props {
  label: string;
  items: MenuItem[];
  /** Where in the window it opens; it is moved inside if it would not fit. */
  at: { x: number; y: number };
  onClose: () => void;
}

/** A menu in the browser's top layer: arrows and Home/End move, Esc and a click outside close. */
export function Menu({ label, items, at, onClose }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const menu = ref.current;
    if (!menu) return;
    const before = document.activeElement;
    menu.showPopover();
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`;
    menu.style.top = `${Math.max(8, at.y + height > innerHeight - 8 ? at.y - height : at.y)}px`;
    menu.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, [at.x, at.y]);
  useEffect(() => {
    const menu = ref.current;
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') onClose();
    };
    menu?.addEventListener('toggle', onToggle);
    return () => menu?.removeEventListener('toggle', onToggle);
  }, [onClose]);
  return (
    <div ref={ref} popover="auto" role="menu" aria-label={label} className={styles.menu} onKeyDown={move}>
      {items.map(({ label: text, icon: Icon, isDanger, run }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={styles.item}
          data-danger={isDanger || undefined}
          onClick={() => {
            ref.current?.hidePopover();
            run();
          }}
        >
          <Icon size={20} strokeWidth={1.9} aria-hidden="true" />
          {text}
        </button>
      ))}
    </div>
  );
}

function move(event: KeyboardEvent<HTMLDivElement>): void {
  // The browser closes the menu; the screen behind it must not hear of it.
  event.stopPropagation();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const now = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1, Tab: now }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}
