import type { Migration } from 'kysely/migration';
import { createGroups } from './0001-groups.ts';

export const migrations: Record<string, Migration> = {
  '0001-groups': createGroups,
};
