import type { ChatMarks, Draft } from '@bridges/contracts';
import type { ColumnType, Selectable } from 'kysely';

/** What one user set about one chat; no row: nothing. */
export interface ChatMarksTable {
  userId: string;
  chatId: string;
  mutedUntil: Date | null;
  level: ChatMarks['level'];
  isArchived: boolean;
  /** The chat's lastSeq when it was archived: a later message brings it back, unless it is muted. */
  archivedSeq: number;
  pinOrder: number | null;
  isMarkedUnread: boolean;
  /** Her readSeq when she marked it: reading further ends the mark. */
  markedReadSeq: number;
  /** May name folders that are no more. */
  folderIds: string[];
  draft: ColumnType<Draft | null, string | null, string | null>;
  /** Her rev when this row last changed. */
  rev: number;
}
export type MarksRow = Omit<Selectable<ChatMarksTable>, 'userId' | 'chatId'>;

/** Counts the acts of each user on her own view. */
export interface UserRevsTable {
  userId: string;
  rev: ColumnType<number, number | undefined, number>;
}

export interface FoldersTable {
  id: string;
  userId: string;
  name: string;
  place: number;
}
