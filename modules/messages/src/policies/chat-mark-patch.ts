import type { MarksBody } from '@bridges/contracts';
import type { MarksRow } from '../tables/marks.ts';

/** Where the chat and its reader stand when she sets something. */
export interface MarkPlace {
  lastSeq: number;
  readSeq: number;
}

export const noMarksRow: MarksRow = {
  mutedUntil: null,
  level: 'all',
  isArchived: false,
  archivedSeq: 0,
  pinOrder: null,
  isMarkedUnread: false,
  markedReadSeq: 0,
  folderIds: [],
  draft: null,
  rev: 0,
};

/** An archived chat comes back with a new message, unless it is muted. */
export function isInArchive(
  marks: Pick<MarksRow, 'isArchived' | 'archivedSeq' | 'mutedUntil'>,
  lastSeq: number,
  now: Date,
): boolean {
  if (!marks.isArchived) return false;
  return lastSeq <= marks.archivedSeq || (marks.mutedUntil !== null && marks.mutedUntil > now);
}

/** The marks after an act; `topOrder`: what puts a newly pinned chat above the others. */
export function patchMarks(
  before: MarksRow,
  body: MarksBody,
  place: MarkPlace,
  { now, topOrder }: { now: Date; topOrder: number },
): MarksRow {
  const { mutedUntil, level, isArchived, isPinned, isMarkedUnread, folderIds } = body;
  // A chat that came back stays where she sees it, also when she mutes it now.
  const wasArchived = isInArchive(before, place.lastSeq, now);
  const archived = isArchived ?? wasArchived;
  const isNewlyArchived = isArchived === true && !wasArchived;
  return {
    ...before,
    ...(mutedUntil === undefined ? {} : { mutedUntil: mutedUntil === null ? null : new Date(mutedUntil) }),
    level: level ?? before.level,
    isArchived: archived,
    archivedSeq: archived ? (isNewlyArchived ? place.lastSeq : before.archivedSeq) : 0,
    pinOrder: isPinned === undefined ? before.pinOrder : isPinned ? (before.pinOrder ?? topOrder) : null,
    ...(isMarkedUnread === undefined
      ? {}
      : { isMarkedUnread, markedReadSeq: isMarkedUnread ? place.readSeq : 0 }),
    folderIds: folderIds === undefined ? before.folderIds : [...new Set(folderIds)],
  };
}
