import { randomBytes } from 'node:crypto';
import type { ServiceScope } from '@bridges/contracts';
import { adminActNote, serviceKeyPrefix } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import type { Deps } from '../deps.ts';
import { serviceKeyColumns } from '../selectors/service-key-list.ts';
import type { ServiceKeyRow } from '../selectors/service-key-list.ts';
import { hashSecret } from './secrets.ts';

/** Makes a key; its secret is in the answer and nowhere else. */
export async function serviceKeyCreate(
  { db }: Pick<Deps, 'db'>,
  draft: { name: string; scopes: readonly ServiceScope[]; createdBy: string },
): Promise<{ row: ServiceKeyRow; secret: string }> {
  const secret = serviceKeyPrefix + randomBytes(32).toString('base64url');
  const { name, createdBy } = draft;
  const row = await db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('serviceKeys')
      .values({
        id: uuidv7(),
        name,
        prefix: secret.slice(0, serviceKeyPrefix.length + 4),
        secretHash: hashSecret(secret),
        scopes: [...new Set(draft.scopes)],
        createdBy,
        createdAt: new Date(),
      })
      .returning(serviceKeyColumns)
      .executeTakeFirstOrThrow();
    const act = { adminId: createdBy, act: 'service_key_created', object: name, objectId: inserted.id };
    await adminActNote(trx, act);
    return inserted;
  });
  return { row, secret };
}
