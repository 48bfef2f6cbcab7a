import { mediaHeight } from '../media/show/media-height.ts';
import type { TimelineRow } from './timeline-rows.ts';

const charactersPerLine = 48;

/** About how high a row will be, before it is laid out: the closer, the steadier the scroll bar. */
export function estimateRow(row: TimelineRow | undefined): number {
  if (!row) return 40;
  let lines = 0;
  for (const line of row.text.slice(0, 1500).split('\n'))
    lines += 1 + Math.floor(line.length / charactersPerLine);
  const above = (row.hasDate ? 44 : 0) + (row.hasDivider ? 44 : 0);
  return above + mediaHeight(row.message) + 13 + Math.min(lines, 20) * 21 + (row.isFirst ? 6 : 2);
}
