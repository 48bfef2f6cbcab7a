import type { UploadMetadata } from '@bridges/contracts';
import type { ColumnType, Generated, Kysely, Selectable, Transaction } from 'kysely';

/** What the uploader said beside the name. */
export type Hints = Omit<UploadMetadata, 'filename'>;

/** A file on its way. Its id becomes the file's. */
export interface UploadsTable {
  id: string;
  ownerId: string;
  name: string;
  hints: ColumnType<Hints, string, never>;
  length: number;
  received: Generated<number>;
  createdAt: Date;
  expiresAt: Date;
  /** Since when somebody makes a file of it; null when nobody does. */
  processingAt: Date | null;
  finishedAt: Date | null;
}
export type UploadRow = Selectable<UploadsTable>;

/** What one request brought of an upload. */
export interface UploadPartsTable {
  uploadId: string;
  start: number;
  size: number;
  storageKey: string;
}

export interface FilesTable {
  id: string;
  /** Null: fetched by the server for a link's preview. */
  ownerId: string | null;
  kind: 'image' | 'video' | 'audio' | 'voice' | 'file';
  name: string;
  size: number;
  /** By its content. */
  type: string;
  /** A browser may show or play it in place. */
  isInline: boolean;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  waveform: string | null;
  blur: string | null;
  /** A picture of several frames. */
  isAnimated: boolean;
  storageKey: string;
  smallKey: string | null;
  largeKey: string | null;
  createdAt: Date;
  /** Since when no message, avatar or group uses it; null while one does. */
  unusedSince: Date | null;
  /** When a sender last named it: the event of the message it went into may be on its way. */
  promisedAt: Date | null;
  /** When a message that shows it was last noted. */
  linkedAt: Date | null;
}
export type FileRow = Selectable<FilesTable>;

/** A message that shows the file. */
export interface FileLinksTable {
  fileId: string;
  chatId: string;
  seq: number;
}

/** How far a message is followed; `seq` 0: whether the chat is gone. */
export interface MessageRevsTable {
  chatId: string;
  seq: number;
  rev: number;
  notedAt: Generated<Date>;
}

/** What keeps a file beside messages. */
export interface FileClaimsTable {
  fileId: string;
  purpose: ClaimPurpose | Holder;
  /** The user or the group's chat that it pictures; the draft's chat; the scheduled message. */
  subjectId: string;
}
/** Modules ask for these; the file is shown to others by them. */
export type ClaimPurpose = 'avatar' | 'picture';
/** What its owner is to send yet: told by events, and shown to nobody else. */
export type Holder = 'draft' | 'scheduled';

/** How far a holder is followed. */
export interface HoldRevsTable {
  ownerId: string;
  holder: Holder;
  subjectId: string;
  rev: number;
  notedAt: Generated<Date>;
}

/** Who saw a preview's picture while composing, before any message shows it. */
export interface FileViewersTable {
  fileId: string;
  userId: string;
}

/** Bytes that nothing refers to any more and that are still in storage. */
export interface StorageRemovalsTable {
  storageKey: string;
}

/** What was found behind a link; `preview` null: nothing to show. */
export interface PreviewsTable {
  urlHash: Buffer;
  url: string;
  preview: ColumnType<PreviewText | null, string | null, string | null>;
  imageFileId: string | null;
  fetchedAt: Date;
}
export interface PreviewText {
  url: string;
  title: string;
  description: string;
  siteName: string;
}

export interface Database {
  uploads: UploadsTable;
  uploadParts: UploadPartsTable;
  files: FilesTable;
  fileLinks: FileLinksTable;
  messageRevs: MessageRevsTable;
  fileClaims: FileClaimsTable;
  holdRevs: HoldRevsTable;
  fileViewers: FileViewersTable;
  storageRemovals: StorageRemovalsTable;
  previews: PreviewsTable;
}
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
/** What selectors get: they can't write, by type. */
export type Reader = Pick<Db, 'selectFrom' | 'fn'>;
