import type { Chat } from '@bridges/sdk';
import { useEffect } from 'react';
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
  const { id, readSeq } = chat;
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
  }, [id, readSeq, rows, virtualizer, isReady]);
}
