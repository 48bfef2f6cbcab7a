import type { Migration } from 'kysely/migration';
import * as files from './0001-files.ts';

export const migrations: Record<string, Migration> = {
  '0001-files': files,
};
