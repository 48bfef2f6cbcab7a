import { DoorsClosedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import type { Trx } from '../tables/database.ts';

/** Stores that these requests and invitations of a group are void, for inboxes that tell of them. */
export async function doorsClosedStore(
  trx: Trx,
  chatId: string,
  { invitations = [], requests = [] }: { invitations?: readonly Of[]; requests?: readonly Of[] },
): Promise<void> {
  if (invitations.length + requests.length === 0) return;
  await outboxAppend(trx, DoorsClosedSchema, events.doorsClosed, {
    chatId,
    requesterIds: requests.map(({ userId }) => userId),
    inviteeIds: invitations.map(({ userId }) => userId),
  });
}

interface Of {
  userId: string;
}
