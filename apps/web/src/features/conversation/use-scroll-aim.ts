import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { Opening } from './opening.ts';
import type { TimelineRow } from './timeline-rows.ts';
import type { TimelineVirtualizer } from './use-timeline-scroll.ts';

/** Whoever stands still for so many frames has arrived. */
const stillFrames = 10;
/** By these somebody scrolls herself. */
const gestures = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

interface Options {
  rows: readonly TimelineRow[];
  opening: Opening;
  virtualizer: TimelineVirtualizer;
  scroller: RefObject<HTMLDivElement | null>;
}

/**
 * Leads to where the chat is to stand, and holds on to that row till it stands there: the virtualizer's command knows
 * a row by its number only, and a page of older messages that comes before it has arrived changes the numbers.
 * Answers the opening that was carried out; before that, the position is nobody's choice.
 */
export function useScrollAim({ rows, opening, virtualizer, scroller }: Options): RefObject<Opening | null> {
  const placed = useRef<Opening | null>(null);
  /** The key of the row on the way to which it is. */
  const aim = useRef<string | null>(null);

  // Unmounting ends the virtualizer's scroll command; strict mode does so between two runs of the effects.
  useLayoutEffect(
    () => () => {
      placed.current = null;
      aim.current = null;
    },
    [],
  );
  useLayoutEffect(() => {
    if (rows.length === 0) return;
    const lead = (at: number) => {
      aim.current = rows[at]?.key ?? null;
      if (at >= 0) virtualizer.scrollToIndex(at, { align: opening.kind === 'message' ? 'center' : 'start' });
    };
    if (placed.current !== opening) {
      placed.current = opening;
      const at = indexOf(rows, opening);
      lead(at);
      if (at < 0) virtualizer.scrollToEnd();
    } else if (aim.current !== null) {
      // Also where a message that was posted just now has led to the end, which was left a moment ago.
      lead(rows.findIndex(({ key }) => key === aim.current));
    }
  }, [opening, rows, virtualizer]);

  useEffect(() => {
    let frame = 0;
    let before = '';
    let still = 0;
    const look = () => {
      if (aim.current === null) return;
      const now = `${virtualizer.scrollOffset} ${virtualizer.getTotalSize()}`;
      still = now === before ? still + 1 : 0;
      before = now;
      if (still < stillFrames) frame = requestAnimationFrame(look);
      else stop();
    };
    const stop = () => {
      if (aim.current === null) return;
      aim.current = null;
      virtualizer.cancelScroll();
    };
    look();
    const element = scroller.current;
    // A press on a message leads nowhere; one on the list itself is on its scroll bar.
    const onGesture = ({ type, target }: Event) => {
      if (type !== 'pointerdown' || target === element) stop();
    };
    for (const gesture of gestures) element?.addEventListener(gesture, onGesture, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      for (const gesture of gestures) element?.removeEventListener(gesture, onGesture);
    };
  }, [opening, rows, virtualizer, scroller]);

  return placed;
}

function indexOf(rows: readonly TimelineRow[], opening: Opening): number {
  if (opening.kind === 'end') return -1;
  if (opening.kind === 'message') return rows.findIndex(({ seq }) => seq >= opening.seq);
  if (opening.kind === 'position') return rows.findIndex(({ seq }) => seq >= opening.position.seq);
  // The divider in view may still be that of an opening before.
  const divider = rows.findIndex(({ hasDivider, seq }) => hasDivider && seq > opening.after);
  return divider >= 0 ? divider : rows.findIndex(({ seq }) => seq > opening.after);
}
