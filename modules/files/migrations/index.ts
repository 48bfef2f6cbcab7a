import type { Migration } from 'kysely/migration';
import * as files from './0001-files.ts';
import * as filmsAndAnimations from './0002-films-and-animations.ts';
import * as messageRevs from './0003-message-revs.ts';
import * as heldFiles from './0004-held-files.ts';
import * as linkedAt from './0005-linked-at.ts';

export const migrations: Record<string, Migration> = {
  '0001-files': files,
  '0002-films-and-animations': filmsAndAnimations,
  '0003-message-revs': messageRevs,
  '0004-held-files': heldFiles,
  '0005-linked-at': linkedAt,
};
