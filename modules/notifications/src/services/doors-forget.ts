import type { DoorsClosed } from '@bridges/contracts/proto';
import type { Trx } from '../tables/database.ts';
import { actorForget } from './actor-forget.ts';
import type { ForgottenActor } from './actor-forget.ts';
import { entriesForget } from './entries-read.ts';

/** There is nothing to answer any more: who asked goes out of the entries of those who could, and invitations go. */
export async function doorsForget(
  trx: Trx,
  { chatId, requesterIds, inviteeIds }: Pick<DoorsClosed, 'chatId' | 'requesterIds' | 'inviteeIds'>,
): Promise<ForgottenActor> {
  const all: ForgottenActor = { changed: [], gone: [] };
  for (const userId of requesterIds) {
    const { changed, gone } = await actorForget(trx, userId, (eb) =>
      eb.and({ chatId, kind: 'join_request' }),
    );
    all.changed.push(...changed);
    all.gone.push(...gone);
  }
  if (inviteeIds.length > 0)
    all.gone.push(
      ...(await entriesForget(trx, (eb) =>
        eb.and([eb.and({ chatId, kind: 'invitation' }), eb('userId', 'in', inviteeIds)]),
      )),
    );
  return all;
}
