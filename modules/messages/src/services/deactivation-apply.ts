import type { DeactivationChanged } from '@bridges/contracts/proto';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';
import { deactivationLock } from './direct-pair.ts';
import type { LiveAnnouncer } from './live-announcer.ts';

export type Deactivation = Pick<DeactivationChanged, 'userId' | 'isDeactivated' | 'version'>;

/** A direct chat that was closed or opened with an account, and who is left in it. */
export interface PeersChat {
  id: string;
  peerId: string;
}

/**
 * Closes a user's direct chats for what is new, or opens them again: under the chats' locks, so that a send is stored
 * before it or judged by it. Versions that are no newer than what is known change nothing.
 */
export async function deactivationApply(
  trx: Transaction<Database>,
  { userId, isDeactivated, version }: Deactivation,
): Promise<PeersChat[]> {
  await deactivationLock(trx, userId);
  const applied = await trx
    .insertInto('deactivations')
    .values({ userId, isDeactivated, version })
    .onConflict((conflict) =>
      conflict
        .column('userId')
        .doUpdateSet({ isDeactivated, version })
        .where('deactivations.version', '<', version),
    )
    .returning('version')
    .executeTakeFirst();
  if (!applied) return [];
  await directChatsLock(trx, userId);
  // A statement of its own, after the locks: it sees what the event of the other one has written meanwhile.
  const chats = await trx
    .updateTable('chats')
    .set((eb) => ({
      hasDeactivated: eb
        .exists(
          eb
            .selectFrom('deactivations as closed')
            .where('closed.isDeactivated', '=', true)
            .where((or) =>
              or.or([
                or('closed.userId', '=', or.ref('chats.userLow')),
                or('closed.userId', '=', or.ref('chats.userHigh')),
              ]),
            ),
        )
        .$castTo<boolean>(),
    }))
    .where('kind', '=', 'direct')
    .where('id', 'in', trx.selectFrom('chatMembers').where('userId', '=', userId).select('chatId'))
    .returning(['id', 'userLow', 'userHigh'])
    .execute();
  return chats.flatMap(({ id, userLow, userHigh }) => {
    const peerId = userLow === userId ? userHigh : userLow;
    return peerId === null ? [] : [{ id, peerId }];
  });
}

/** In the order in which sends lock them, so that neither waits for the other for ever. */
async function directChatsLock(trx: Transaction<Database>, userId: string): Promise<void> {
  await trx
    .selectFrom('chats')
    .innerJoin('chatMembers as member', 'member.chatId', 'chats.id')
    .where('member.userId', '=', userId)
    .where('chats.kind', '=', 'direct')
    .select('chats.id')
    .orderBy('chats.id')
    .forNoKeyUpdate('chats')
    .execute();
}

/** After the commit: those who are left see whether they may write. */
export async function deactivationAnnounce(
  live: Pick<LiveAnnouncer, 'chatRulesChanged'>,
  chats: readonly PeersChat[],
): Promise<void> {
  for (const { id, peerId } of chats) await live.chatRulesChanged(id, peerId);
}
