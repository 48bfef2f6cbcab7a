import { adminActNote } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';

/** Takes a key back: within two seconds no process accepts it. @throws AppError accounts.service_key_not_found */
export async function serviceKeyRevoke({ db }: Pick<Deps, 'db'>, id: string, adminId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const revoked = await trx
      .updateTable('serviceKeys')
      .set({ revokedAt: new Date() })
      .where('id', '=', id)
      .where('revokedAt', 'is', null)
      .returning('name')
      .executeTakeFirst();
    if (!revoked) throw errors.service_key_not_found();
    await adminActNote(trx, { adminId, act: 'service_key_revoked', object: revoked.name, objectId: id });
  });
}
