import type { Selectable } from 'kysely';
import type { Reader } from '../tables/database.ts';
import type { ServiceKeysTable } from '../tables/service-keys.ts';

export type ServiceKeyRow = Omit<Selectable<ServiceKeysTable>, 'secretHash' | 'revokedAt'>;

export const serviceKeyColumns = [
  'id',
  'name',
  'prefix',
  'scopes',
  'createdBy',
  'createdAt',
  'lastUsedAt',
] as const;

/** All keys that are not revoked, the newest first. */
export function serviceKeyList(db: Reader): Promise<ServiceKeyRow[]> {
  return db
    .selectFrom('serviceKeys')
    .where('revokedAt', 'is', null)
    .select(serviceKeyColumns)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
