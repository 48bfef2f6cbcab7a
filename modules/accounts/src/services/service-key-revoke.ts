import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';

/** Takes a key back: within two seconds no process accepts it. @throws AppError accounts.service_key_not_found */
export async function serviceKeyRevoke({ db }: Pick<Deps, 'db'>, id: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('serviceKeys')
    .set({ revokedAt: new Date() })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw errors.service_key_not_found();
}
