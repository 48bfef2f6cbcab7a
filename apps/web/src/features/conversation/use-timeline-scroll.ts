import { useVirtualizer } from '@tanstack/react-virtual';
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { client } from '../../realtime/client.ts';
import { saveScrollPosition } from '../../store/scroll-positions.ts';
import { estimateRow } from './estimate-row.ts';
import type { Opening } from './opening.ts';
import type { TimelineRow } from './timeline-rows.ts';
import { useScrollAim } from './use-scroll-aim.ts';

export type TimelineVirtualizer = Virtualizer<HTMLDivElement, Element>;

/** How many rows before an edge of the window more are fetched. */
const loadAhead = 14;
/** Within this many pixels of the end the timeline follows what is posted. */
const followWithin = 60;
const farFromEnd = 320;
const roomForButtons = 68;

interface Options {
  chatId: string;
  rows: readonly TimelineRow[];
  opening: Opening;
  hasBefore: boolean;
  isAtEnd: boolean;
  /** What asks for attention has round buttons: below the last message is room for them. */
  hasButtons: boolean;
  scroller: RefObject<HTMLDivElement | null>;
}

/** Stands where the chat was opened, keeps that place while rows come and grow, follows the end only from the end. */
export function useTimelineScroll({
  chatId,
  rows,
  opening,
  hasBefore,
  isAtEnd,
  hasButtons,
  scroller,
}: Options) {
  const [isFarFromEnd, setFar] = useState(false);
  const [isDividerBelow, setDividerBelow] = useState(false);
  const wasAtEnd = useRef(true);
  const hadButtons = useRef(hasButtons);

  const virtualizer: TimelineVirtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => estimateRow(rows[at]),
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: 8,
    paddingStart: 8,
    paddingEnd: hasButtons ? roomForButtons : 8,
    anchorTo: 'end',
    followOnAppend: isAtEnd,
    scrollEndThreshold: followWithin,
    // For `scrollToIndex`: how much of the view stays free above the row.
    scrollPaddingStart: opening.kind === 'position' ? -opening.position.offset : 10,
  });

  const placed = useScrollAim({ rows, opening, virtualizer, scroller });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
      wasAtEnd.current = distance <= followWithin;
      setFar(distance > farFromEnd);
      const divider = rows.findIndex(({ hasDivider }) => hasDivider);
      setDividerBelow(divider > (virtualizer.range?.endIndex ?? divider));
      // Before it was led anywhere, the position is nobody's choice and is not kept.
      if (placed.current)
        saveScrollPosition(chatId, positionOf(virtualizer, rows, wasAtEnd.current && isAtEnd));
      const first = virtualizer.range?.startIndex ?? 0;
      const last = virtualizer.range?.endIndex ?? 0;
      if (hasBefore && first < loadAhead) void client.loadOlder(chatId).catch(() => undefined);
      if (!isAtEnd && last > rows.length - loadAhead) void client.loadNewer(chatId).catch(() => undefined);
    };
    // After the scroll command of the opening has been carried out.
    const frame = requestAnimationFrame(look);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', look);
    };
  }, [chatId, rows, hasBefore, isAtEnd, scroller, virtualizer, placed]);

  useLayoutEffect(() => {
    if (hadButtons.current === hasButtons) return;
    hadButtons.current = hasButtons;
    // At once, and no command: whoever is being led to a message is not held back.
    const element = scroller.current;
    if (element && wasAtEnd.current && placed.current?.kind === 'end')
      element.scrollTop = element.scrollHeight;
  }, [hasButtons, scroller, placed]);
  // The composer grows, a phone's keyboard opens: who was at the end stays there.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current && placed.current?.kind !== 'position') virtualizer.scrollToEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, virtualizer, placed]);

  return { virtualizer, isFarFromEnd, isDividerBelow };
}

function positionOf(virtualizer: TimelineVirtualizer, rows: readonly TimelineRow[], isEnd: boolean) {
  if (isEnd) return null;
  const offset = virtualizer.scrollOffset ?? 0;
  const item = virtualizer
    .getVirtualItems()
    .find(({ end, index }) => end > offset && (rows[index]?.seq ?? 0) > 0);
  const row = item && rows[item.index];
  return row ? { seq: row.seq, offset: offset - item.start } : null;
}
