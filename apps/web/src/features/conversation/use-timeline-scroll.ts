import { useVirtualizer } from '@tanstack/react-virtual';
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { client } from '../../realtime/client.ts';
import { saveScrollPosition } from '../../store/scroll-positions.ts';
import { estimateRow } from './estimate-row.ts';
import type { Opening } from './opening.ts';
import type { TimelineRow } from './timeline-rows.ts';

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
  /** The opening that was carried out; before that, the position is nobody's choice and is not kept. */
  const placed = useRef<Opening | null>(null);
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

  // Unmounting ends the virtualizer's scroll command; strict mode does so between two runs of the effects.
  useLayoutEffect(() => () => void (placed.current = null), []);
  useLayoutEffect(() => {
    if (placed.current === opening || rows.length === 0) return;
    placed.current = opening;
    const at = indexOf(rows, opening);
    if (at < 0) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(at, { align: opening.kind === 'message' ? 'center' : 'start' });
  }, [opening, rows, virtualizer]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
      wasAtEnd.current = distance <= followWithin;
      setFar(distance > farFromEnd);
      const divider = rows.findIndex(({ hasDivider }) => hasDivider);
      setDividerBelow(divider > (virtualizer.range?.endIndex ?? divider));
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
  }, [chatId, rows, hasBefore, isAtEnd, scroller, virtualizer]);

  useLayoutEffect(() => {
    if (hadButtons.current === hasButtons) return;
    hadButtons.current = hasButtons;
    // At once, and no command: whoever is being led to a message is not held back.
    const element = scroller.current;
    if (element && wasAtEnd.current && placed.current?.kind === 'end')
      element.scrollTop = element.scrollHeight;
  }, [hasButtons, scroller]);
  // The composer grows, a phone's keyboard opens: who was at the end stays there.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current && placed.current?.kind !== 'position') virtualizer.scrollToEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, virtualizer]);

  return { virtualizer, isFarFromEnd, isDividerBelow };
}

function indexOf(rows: readonly TimelineRow[], opening: Opening): number {
  if (opening.kind === 'end') return -1;
  if (opening.kind === 'message') return rows.findIndex(({ seq }) => seq >= opening.seq);
  if (opening.kind === 'position') return rows.findIndex(({ seq }) => seq >= opening.position.seq);
  const divider = rows.findIndex(({ hasDivider }) => hasDivider);
  return divider >= 0 ? divider : rows.findIndex(({ seq }) => seq > opening.after);
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
