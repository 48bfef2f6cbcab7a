import type { Chat } from '@bridges/sdk';
import { useEffect, useRef } from 'react';
import { client } from '../../realtime/client.ts';
import type { TimelineRow } from './timeline-rows.ts';
import type { TimelineVirtualizer } from './use-timeline-scroll.ts';

interface Options {
  chat: Chat;
  rows: readonly TimelineRow[];
  virtualizer: TimelineVirtualizer;
  isReady: boolean;
}

/** What was in view, in a window that somebody looks at, is read. */
export function useReadMarker({ chat, rows, virtualizer, isReady }: Options): void {
  const { id, readSeq, reactionSeqs } = chat;
  /** Reactions that were looked at, told once. */
  const told = useRef(new Set<number>());
  useEffect(() => {
    const element = virtualizer.scrollElement;
    if (!isReady || !element) return;
    const look = () => {
      if (document.hidden || !document.hasFocus()) return;
      const bottom = (virtualizer.scrollOffset ?? 0) + element.clientHeight;
      // A row counts when most of its last line is in view.
      const shown = virtualizer.getVirtualItems().filter(({ end }) => end - 16 <= bottom);
      const seq = Math.max(0, ...shown.map(({ index }) => rows[index]?.seq ?? 0));
      if (seq > readSeq) client.markRead(id, seq);
      const top = virtualizer.scrollOffset ?? 0;
      for (const { index, end } of shown) {
        const shownSeq = rows[index]?.seq ?? 0;
        if (end - 16 < top || !reactionSeqs.includes(shownSeq) || told.current.has(shownSeq)) continue;
        told.current.add(shownSeq);
        void client.rest.messages.seeReactions(id, shownSeq).catch(() => undefined);
      }
    };
    const timer = setTimeout(look, 100);
    element.addEventListener('scroll', look, { passive: true });
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('scroll', look);
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [id, readSeq, reactionSeqs, rows, virtualizer, isReady]);
  useEffect(() => {
    // A new reaction to a message already seen is news again.
    for (const seq of told.current) if (!reactionSeqs.includes(seq)) told.current.delete(seq);
  }, [reactionSeqs]);
}
