import type { MarksRow } from '../tables/marks.ts';

/** Marks beside the columns of their chat, joined as `marks`. */
export const ownMarkColumns = [
  'marks.mutedUntil as markMutedUntil',
  'marks.level as markLevel',
  'marks.isArchived as markIsArchived',
  'marks.archivedSeq as markArchivedSeq',
  'marks.pinOrder as markPinOrder',
  'marks.isMarkedUnread as markIsMarkedUnread',
  'marks.markedReadSeq as markMarkedReadSeq',
  'marks.folderIds as markFolderIds',
  'marks.draft as markDraft',
  'marks.rev as markRev',
] as const;

/** As the join gives them: all null when nothing was ever set. */
interface FlatMarks {
  markMutedUntil: MarksRow['mutedUntil'];
  markLevel: MarksRow['level'] | null;
  markIsArchived: boolean | null;
  markArchivedSeq: number | null;
  markPinOrder: number | null;
  markIsMarkedUnread: boolean | null;
  markMarkedReadSeq: number | null;
  markFolderIds: string[] | null;
  markDraft: MarksRow['draft'];
  markRev: number | null;
}

/** Takes the marks out of a row of more. */
export function takeMarks<Flat extends FlatMarks>(
  row: Flat,
): { marks: MarksRow | null; flat: Omit<Flat, keyof FlatMarks> } {
  const {
    markMutedUntil: mutedUntil,
    markLevel: level,
    markIsArchived: isArchived,
    markArchivedSeq: archivedSeq,
    markPinOrder: pinOrder,
    markIsMarkedUnread: isMarkedUnread,
    markMarkedReadSeq: markedReadSeq,
    markFolderIds: folderIds,
    markDraft: draft,
    markRev: rev,
    ...flat
  } = row;
  if (level === null || rev === null) return { marks: null, flat };
  return {
    marks: {
      mutedUntil,
      level,
      isArchived: isArchived ?? false,
      archivedSeq: archivedSeq ?? 0,
      pinOrder,
      isMarkedUnread: isMarkedUnread ?? false,
      markedReadSeq: markedReadSeq ?? 0,
      folderIds: folderIds ?? [],
      draft,
      rev,
    },
    flat,
  };
}
