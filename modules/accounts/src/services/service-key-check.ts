import { timingSafeEqual } from 'node:crypto';
import { serviceScope } from '@bridges/contracts';
import type { Deps } from '../deps.ts';

export interface CheckedKey {
  id: string;
  name: string;
  scopes: string[];
}

/** A key of the environment, for machines that no administrator has visited. */
export interface EnvironmentKey {
  name: string;
  secretHash: Buffer;
}

const keptToMs = 60_000;

/** The key with this hash, if it stands; and notes that it was used. */
export async function serviceKeyCheck(
  { db, environmentKeys }: Pick<Deps, 'db' | 'environmentKeys'>,
  secretHash: Buffer,
): Promise<CheckedKey | undefined> {
  if (secretHash.length !== 32) return undefined;
  const given = environmentKeys.find((key) => timingSafeEqual(key.secretHash, secretHash));
  if (given) return { id: `environment:${given.name}`, name: given.name, scopes: [...serviceScope.options] };
  const row = await db
    .selectFrom('serviceKeys')
    .where('secretHash', '=', secretHash)
    .where('revokedAt', 'is', null)
    .select(['id', 'name', 'scopes', 'lastUsedAt'])
    .executeTakeFirst();
  if (!row) return undefined;
  const now = new Date();
  if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) > keptToMs) {
    await db.updateTable('serviceKeys').set({ lastUsedAt: now }).where('id', '=', row.id).execute();
  }
  return { id: row.id, name: row.name, scopes: row.scopes };
}
