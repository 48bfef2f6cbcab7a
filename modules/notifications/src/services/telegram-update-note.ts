import type { Trx } from '../tables/database.ts';

/** In the transaction that carries an update out, or hands it to a task. False: it came before. */
export async function telegramUpdateNote(trx: Trx, updateId: number, isHandled: boolean): Promise<boolean> {
  const noted = await trx
    .insertInto('telegramUpdates')
    .values({ updateId, isHandled, receivedAt: new Date() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('updateId')
    .executeTakeFirst();
  return noted !== undefined;
}

/** In the transaction of the task. False: the task was here before. */
export async function telegramUpdateFinish(trx: Trx, updateId: number): Promise<boolean> {
  const finished = await trx
    .updateTable('telegramUpdates')
    .set({ isHandled: true })
    .where((eb) => eb.and({ updateId, isHandled: false }))
    .returning('updateId')
    .executeTakeFirst();
  return finished !== undefined;
}
