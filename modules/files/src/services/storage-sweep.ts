import type { Deps } from '../deps.ts';

const dayMs = 86_400_000;

/**
 * Removes bytes that a crash left between storing them and noting them. Only what is a day old is looked at, so
 * that nothing under way is taken.
 */
export async function storageSweep({
  db,
  storage,
  log,
}: Pick<Deps, 'db' | 'storage' | 'log'>): Promise<void> {
  let removed = 0;
  for await (const { key, storedAt } of storage.list()) {
    if (storedAt.getTime() > Date.now() - dayMs) continue;
    const file = await db
      .selectFrom('files')
      .where((eb) => eb.or([eb('storageKey', '=', key), eb('smallKey', '=', key), eb('largeKey', '=', key)]))
      .select('id')
      .executeTakeFirst();
    if (file) continue;
    const part = await db
      .selectFrom('uploadParts')
      .where('storageKey', '=', key)
      .select('uploadId')
      .executeTakeFirst();
    if (part) continue;
    await storage.remove(key);
    removed += 1;
  }
  if (removed > 0) log.info({ removed }, 'storage swept');
}
