import { useEffect, useRef, useState } from 'react';
import type { PointerEvent } from 'react';

interface View {
  scale: number;
  x: number;
  y: number;
}

const whole: View = { scale: 1, x: 0, y: 0 };
const most = 6;

/** Zoom by wheel, pinch, double click and keys; pan by dragging. At its whole size a swipe goes on to the next. */
export function useZoom(slide: string, onSwipe: (step: 1 | -1) => void, onDismiss: () => void) {
  const [view, setView] = useState(whole);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const start = useRef<{ x: number; y: number; gap: number; view: View; hasMoved: boolean } | null>(null);
  const [shownFor, setShownFor] = useState(slide);
  if (shownFor !== slide) {
    setShownFor(slide);
    setView(whole);
  }
  useEffect(() => {
    fingers.current.clear();
  }, [slide]);

  const zoomTo = (scale: number, at = { x: 0, y: 0 }, from = view) => {
    const next = Math.min(most, Math.max(1, scale));
    const factor = next / from.scale;
    setView(
      next === 1
        ? whole
        : { scale: next, x: at.x - (at.x - from.x) * factor, y: at.y - (at.y - from.y) * factor },
    );
  };
  /** Relative to the middle of the stage. */
  const placeOf = (element: Element, x: number, y: number) => {
    const box = element.getBoundingClientRect();
    return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
  };
  const gapOf = () => {
    const [a, b] = [...fingers.current.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  return {
    view,
    zoomBy: (factor: number) => zoomTo(view.scale * factor),
    reset: () => setView(whole),
    onWheel: (element: Element, event: WheelEvent) => {
      const at = placeOf(element, event.clientX, event.clientY);
      setView((from) => {
        const next = Math.min(most, Math.max(1, from.scale * Math.exp(-event.deltaY / 300)));
        const factor = next / from.scale;
        if (next === 1) return whole;
        return { scale: next, x: at.x - (at.x - from.x) * factor, y: at.y - (at.y - from.y) * factor };
      });
    },
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        start.current = { x: event.clientX, y: event.clientY, gap: gapOf(), view, hasMoved: false };
      },
      onPointerMove(event: PointerEvent) {
        if (!fingers.current.has(event.pointerId) || !start.current) return;
        fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        const { view: from, gap } = start.current;
        const [dx, dy] = [event.clientX - start.current.x, event.clientY - start.current.y];
        if (Math.hypot(dx, dy) > 6) start.current.hasMoved = true;
        if (fingers.current.size > 1 && gap > 0) {
          zoomTo(
            from.scale * (gapOf() / gap),
            placeOf(event.currentTarget, event.clientX, event.clientY),
            from,
          );
        } else if (from.scale > 1) setView({ ...from, x: from.x + dx, y: from.y + dy });
      },
      onPointerUp(event: PointerEvent) {
        if (!fingers.current.delete(event.pointerId) || !start.current) return;
        const { x, y, view: from } = start.current;
        const [dx, dy] = [event.clientX - x, event.clientY - y];
        if (fingers.current.size > 0 || from.scale > 1 || event.pointerType === 'mouse') return;
        if (Math.abs(dx) > 60 && Math.abs(dx) > Math.abs(dy) * 1.5) onSwipe(dx < 0 ? 1 : -1);
        else if (dy > 100) onDismiss();
      },
      onPointerCancel(event: PointerEvent) {
        fingers.current.delete(event.pointerId);
      },
      onDoubleClick(event: { currentTarget: Element; clientX: number; clientY: number }) {
        if (view.scale > 1) setView(whole);
        else zoomTo(2.5, placeOf(event.currentTarget, event.clientX, event.clientY));
      },
    },
    hasMoved: () => start.current?.hasMoved ?? false,
  };
}
