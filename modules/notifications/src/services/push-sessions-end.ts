import type { Trx } from '../tables/database.ts';

/**
 * Sessions are over. Whoever signed out, or stayed away too long, still hears on that browser that something waits, and
 * nothing of what. After a changed password or a theft the browser may be a stranger's: it hears nothing.
 */
export async function pushSessionsEnd(
  trx: Trx,
  { sessionIds, reason }: { sessionIds: readonly string[]; reason: string },
): Promise<void> {
  if (sessionIds.length === 0) return;
  if (reason === 'signed_out' || reason === 'expired')
    await trx
      .updateTable('pushSubscriptions')
      .set({ isSignedOut: true })
      .where('sessionId', 'in', sessionIds)
      .execute();
  else await trx.deleteFrom('pushSubscriptions').where('sessionId', 'in', sessionIds).execute();
}
