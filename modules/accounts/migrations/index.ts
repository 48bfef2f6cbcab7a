import type { Migration } from 'kysely/migration';
import * as accounts from './0001-accounts.ts';
import * as searchIndex from './0002-search-index.ts';
import * as serviceKeys from './0006-service-keys.ts';

export const migrations: Record<string, Migration> = {
  '0001-accounts': accounts,
  '0002-search-index': searchIndex,
  '0006-service-keys': serviceKeys,
};
