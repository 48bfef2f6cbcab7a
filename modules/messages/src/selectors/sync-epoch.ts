import type { Reader } from '../tables/database.ts';

/** Names this history: devices that hold another one start over (G4). */
export async function syncEpoch(db: Reader): Promise<string> {
  return (await db.selectFrom('syncEpoch').select('epoch').executeTakeFirstOrThrow()).epoch;
}
