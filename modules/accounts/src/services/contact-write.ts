import {
  ContactAcceptedSchema,
  ContactRemovedSchema,
  ContactRequestedSchema,
} from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import type { PairAfter, PairState } from '../policies/contact-acts.ts';
import type { Trx } from '../tables/database.ts';
import type { ContactState } from '../tables/people.ts';

/** Writes what an act made of a pair, and the events of it. Call it under `pairLock`. */
export async function contactWrite(
  trx: Trx,
  [userId, contactId]: readonly [string, string],
  before: PairState,
  after: NonNullable<PairAfter>,
): Promise<void> {
  const now = new Date();
  await writeRow(trx, { userId, contactId }, before.mine, after.mine, now);
  await writeRow(trx, { userId: contactId, contactId: userId }, before.theirs, after.theirs, now);
  const atMs = now.getTime();
  if (after.mine === 'contact' && before.mine !== 'contact') {
    const event = { userId, contactId, acceptedAtMs: atMs };
    await outboxAppend(trx, ContactAcceptedSchema, events.contactAccepted, event);
  } else if (after.theirs === 'received' && before.theirs !== 'received') {
    const event = { userId, contactId, requestedAtMs: atMs };
    await outboxAppend(trx, ContactRequestedSchema, events.contactRequested, event);
  } else if (before.mine === 'contact' && after.mine !== 'contact') {
    await outboxAppend(trx, ContactRemovedSchema, events.contactRemoved, { userId, contactId });
  }
}

async function writeRow(
  trx: Trx,
  key: { userId: string; contactId: string },
  before: ContactState | undefined,
  after: ContactState | null,
  changedAt: Date,
): Promise<void> {
  if ((before ?? null) === after) return;
  if (after === null) {
    await trx
      .deleteFrom('contacts')
      .where('userId', '=', key.userId)
      .where('contactId', '=', key.contactId)
      .execute();
    return;
  }
  await trx
    .insertInto('contacts')
    .values({ ...key, state: after, changedAt })
    .onConflict((conflict) =>
      conflict.columns(['userId', 'contactId']).doUpdateSet({ state: after, changedAt }),
    )
    .execute();
}
