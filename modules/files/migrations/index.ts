import type { Migration } from 'kysely/migration';
import * as files from './0001-files.ts';
import * as filmsAndAnimations from './0002-films-and-animations.ts';

export const migrations: Record<string, Migration> = {
  '0001-files': files,
  '0002-films-and-animations': filmsAndAnimations,
};
