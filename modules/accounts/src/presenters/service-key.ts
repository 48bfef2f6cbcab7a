import { serviceScope } from '@bridges/contracts';
import type { ServiceKey } from '@bridges/contracts';
import type { ServiceKeyRow } from '../selectors/service-key-list.ts';

export function toServiceKey(row: ServiceKeyRow): ServiceKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: serviceScope.options.filter((scope) => row.scopes.includes(scope)),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
