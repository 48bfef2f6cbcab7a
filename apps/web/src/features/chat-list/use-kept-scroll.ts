import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Somebody who has scrolled down goes on seeing the same rows when others move above them. At the top, the newest
 * chat comes into view by itself.
 */
export function useKeptScroll(
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  rowHeight: number,
) {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const element = list.current;
    const old = before.current;
    before.current = ids;
    if (!element || old === ids || element.scrollTop < rowHeight / 2) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    const seen = old.slice(first, first + Math.ceil(element.clientHeight / rowHeight));
    const places = new Map(ids.map((id, at) => [id, at]));
    const moves = new Map<number, number>();
    for (const [at, id] of seen.entries()) {
      const place = places.get(id);
      if (place === undefined) continue;
      const move = place - (first + at);
      moves.set(move, (moves.get(move) ?? 0) + 1);
    }
    // Most of what is in view moved by this much; a single row that jumped does not count.
    const [most = 0] = [...moves].sort((a, b) => b[1] - a[1])[0] ?? [];
    if (most !== 0) element.scrollTop += most * rowHeight;
  }, [list, ids, rowHeight]);
}
