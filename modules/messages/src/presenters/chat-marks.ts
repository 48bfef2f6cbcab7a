import type { ChatMarks, Folder } from '@bridges/contracts';
import { noMarks } from '@bridges/contracts';
import type { FoldersTable, MarksRow } from '../tables/marks.ts';

/** Row → API; no row: nothing was set. */
export function presentMarks(row: MarksRow | null): ChatMarks {
  return row === null ? noMarks : { ...row, mutedUntil: row.mutedUntil?.toISOString() ?? null };
}

export function presentFolder({ id, name, place }: FoldersTable): Folder {
  return { id, name, order: place };
}
