import type { Migration } from 'kysely/migration';
import { createGroups } from './0001-groups.ts';
import { groupSettings } from './0002-settings.ts';
import { createInvitations } from './0005-invitations.ts';
import { createContexts } from './0006-contexts.ts';
import { createNames } from './0007-names.ts';
import { adminOrders } from './0008-administration.ts';

export const migrations: Record<string, Migration> = {
  '0001-groups': createGroups,
  '0002-settings': groupSettings,
  '0005-invitations': createInvitations,
  '0006-contexts': createContexts,
  '0007-names': createNames,
  '0008-administration': adminOrders,
};
