import type { Migration } from 'kysely/migration';
import { createNotifications } from './0001-notifications.ts';

export const migrations: Record<string, Migration> = {
  '0001-notifications': createNotifications,
};
