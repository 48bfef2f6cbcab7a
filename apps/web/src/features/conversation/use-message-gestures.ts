import { useRef } from 'react';
import type { PointerEvent } from 'react';

interface Options {
  onLongPress: (at: { x: number; y: number }) => void;
  /** Null: there is nothing to answer. */
  onSwipe: (() => void) | null;
}

const longPressMs = 450;
const swipeFrom = 56;

/** Touch: a long press opens the menu, a swipe to the left answers. The mouse has its own ways. */
export function useMessageGestures({ onLongPress, onSwipe }: Options) {
  const held = useRef<{
    x: number;
    y: number;
    timer: ReturnType<typeof setTimeout>;
    isSwipe: boolean;
  } | null>(null);
  const move = (element: HTMLElement, by: number) => {
    element.style.translate = by === 0 ? '' : `${by}px 0`;
    element.toggleAttribute('data-swiped', by <= -swipeFrom);
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    if (!held.current) return;
    clearTimeout(held.current.timer);
    const isFar = held.current.isSwipe && held.current.x - event.clientX >= swipeFrom;
    held.current = null;
    move(event.currentTarget, 0);
    if (isFar && event.type === 'pointerup') onSwipe?.();
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.pointerType !== 'touch' || !event.isPrimary) return;
      const { clientX: x, clientY: y } = event;
      const timer = setTimeout(() => {
        if (held.current?.isSwipe === false) onLongPress({ x, y });
        held.current = null;
      }, longPressMs);
      held.current = { x, y, timer, isSwipe: false };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const start = held.current;
      if (!start) return;
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      if (!start.isSwipe && Math.hypot(dx, dy) > 10) {
        clearTimeout(start.timer);
        if (onSwipe && dx < 0 && Math.abs(dx) > Math.abs(dy) * 1.5) start.isSwipe = true;
        else held.current = null;
      }
      if (start.isSwipe) move(event.currentTarget, Math.max(-84, Math.min(0, dx)));
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
