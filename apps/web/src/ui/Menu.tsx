import type { LucideIcon } from 'lucide-react';
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './Menu.module.css';

export interface MenuItem {
  label: string;
  icon: LucideIcon;
  isDanger?: boolean;
  /** A count behind the label; what it counts, for those who hear it. */
  badge?: { count: number; label: string } | undefined;
  run: () => void;
}
interface Props {
  label: string;
  items: MenuItem[];
  /** Above the items; its buttons are menu items too. */
  head?: ReactNode;
  /** Where in the window it opens; it is moved inside if it would not fit. */
  at: { x: number; y: number };
  onClose: () => void;
}

/** A menu in the browser's top layer: arrows and Home/End move, Esc and a press outside close. */
export function Menu({ label, items, head, at, onClose }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  /** Where the focus was, and goes back to. */
  const before = useRef<Element | null>(null);
  const hide = () => {
    ref.current?.hidePopover();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  useLayoutEffect(() => {
    const menu = ref.current;
    if (!menu) return;
    before.current ??= document.activeElement;
    menu.showPopover();
    // Not its box on the screen, which is smaller while it opens.
    const { offsetWidth: width, offsetHeight: height } = menu;
    menu.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`;
    const above = at.y - height;
    const below =
      at.y + height <= innerHeight - 8 || above < 8 ? Math.min(at.y, innerHeight - height - 8) : above;
    menu.style.top = `${Math.max(8, below)}px`;
    menu.querySelector<HTMLElement>('[role=menuitem]:not([role=group] *)')?.focus();
    return () => {
      if (before.current instanceof HTMLElement && document.activeElement === document.body)
        before.current.focus();
    };
  }, [at.x, at.y]);
  const onEscape = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    hide();
  });
  useEffect(() => {
    const menu = ref.current;
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') onClose();
    };
    // The browser's own way of closing would count the end of the very press that was held to open the menu.
    const onPress = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && menu?.contains(target))) menu?.hidePopover();
    };
    const onKey = (event: globalThis.KeyboardEvent) => onEscape(event);
    menu?.addEventListener('toggle', onToggle);
    document.addEventListener('pointerdown', onPress, true);
    document.addEventListener('keydown', onKey, true);
    return () => {
      menu?.removeEventListener('toggle', onToggle);
      document.removeEventListener('pointerdown', onPress, true);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [onClose]);
  return (
    <div ref={ref} popover="manual" role="menu" aria-label={label} className={styles.menu} onKeyDown={move}>
      {head}
      {items.map(({ label: text, icon: Icon, isDanger, badge, run }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={styles.item}
          data-danger={isDanger || undefined}
          // One item is marked, wherever the last move came from.
          onPointerMove={({ currentTarget, pointerType }) => {
            if (pointerType === 'mouse') currentTarget.focus({ preventScroll: true });
          }}
          onClick={() => {
            hide();
            run();
          }}
        >
          <Icon size={20} strokeWidth={1.9} aria-hidden="true" />
          {text}
          {badge && (
            <span className={styles.badge} aria-label={badge.label}>
              {badge.count > 99 ? '99+' : badge.count}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function move(event: KeyboardEvent<HTMLDivElement>): void {
  // The screen behind it must not hear of it.
  event.stopPropagation();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const now = items.indexOf(document.activeElement as HTMLElement);
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Tab: 0 }[event.key];
  const edge = { Home: 0, End: -1 }[event.key];
  const next = steps === undefined ? edge : now + steps;
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}
