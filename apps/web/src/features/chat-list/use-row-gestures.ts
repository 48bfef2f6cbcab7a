import type { Chat } from '@bridges/sdk';
import { useRef } from 'react';
import type { MouseEvent, PointerEvent } from 'react';
import { toggleArchive, toggleRead } from './chat-acts.ts';

const longPressMs = 450;
const swipeFrom = 72;

interface Held {
  x: number;
  y: number;
  by: number;
  isSwipe: boolean;
  timer: ReturnType<typeof setTimeout>;
}

/** Touch on a row: to the right it is read or unread, to the left it goes to the archive, held long it opens the menu. */
export function useRowGestures(chat: Chat, openMenu: (at: { x: number; y: number }) => void) {
  const held = useRef<Held | null>(null);
  /** What the finger did was no tap: the click that follows is not one. */
  const wasGesture = useRef(false);
  const end = (event: PointerEvent<HTMLElement>) => {
    const last = held.current;
    if (!last) return;
    clearTimeout(last.timer);
    held.current = null;
    event.currentTarget.style.translate = '';
    event.currentTarget.parentElement?.removeAttribute('data-swipe');
    if (!last.isSwipe || event.type !== 'pointerup' || Math.abs(last.by) < swipeFrom) return;
    void (last.by > 0 ? toggleRead(chat) : toggleArchive(chat));
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      wasGesture.current = false;
      if (event.pointerType !== 'touch' || !event.isPrimary) return;
      const { clientX: x, clientY: y } = event;
      const timer = setTimeout(() => {
        held.current = null;
        wasGesture.current = true;
        openMenu({ x, y });
      }, longPressMs);
      held.current = { x, y, by: 0, isSwipe: false, timer };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const now = held.current;
      if (!now) return;
      const [dx, dy] = [event.clientX - now.x, event.clientY - now.y];
      if (!now.isSwipe && Math.hypot(dx, dy) > 10) {
        clearTimeout(now.timer);
        if (Math.abs(dx) < Math.abs(dy) * 1.5) {
          held.current = null;
          return;
        }
        now.isSwipe = wasGesture.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      if (!now.isSwipe) return;
      now.by = Math.max(-110, Math.min(110, dx));
      event.currentTarget.style.translate = `${now.by}px 0`;
      const side = now.by > 0 ? 'read' : 'archive';
      event.currentTarget.parentElement?.setAttribute(
        'data-swipe',
        Math.abs(now.by) >= swipeFrom ? `${side} far` : side,
      );
    },
    onPointerUp: end,
    onPointerCancel: end,
    onClickCapture(event: MouseEvent<HTMLElement>) {
      if (!wasGesture.current) return;
      wasGesture.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
