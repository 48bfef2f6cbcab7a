import { serviceActorId } from '@bridges/contracts';
import { uuidv7 } from 'uuidv7';
import { cardToKeep, membersDiff } from '../policies/context-diff.ts';
import type { Trx } from '../tables/database.ts';
import { contextPicturePlan } from './context-picture.ts';
import type { ContextDraft, ContextWriter } from './context-put.ts';
import { membershipStore } from './membership-store.ts';

/** Makes the chat of a thing; false when somebody else made it, or took its handle, meanwhile. */
export async function contextInsert({ writer, jobs }: ContextWriter, draft: ContextDraft): Promise<boolean> {
  const chatId = uuidv7();
  const handle = `${draft.type}-${draft.id}`;
  let freedFrom: string | undefined;
  const isMade = await writer.db.transaction().execute(async (trx) => {
    freedFrom = await freeHandle(trx, handle);
    const isWritten = await write(trx, { chatId, handle }, draft);
    if (isWritten) await contextPicturePlan(jobs, trx, chatId, cardToKeep(null, draft.card));
    return isWritten;
  });
  writer.broker.kick();
  // In this order: in messages, too, a handle is one chat's at a time.
  if (freedFrom !== undefined) await writer.delivery.deliver(freedFrom);
  if (isMade) await writer.delivery.deliver(chatId);
  return isMade;
}

/**
 * Names of things are their services' to give. Where rooms are open, anybody may have made a room of this name
 * before: it stays with its members, under no name, and nobody who waited in it is in the thing's chat.
 */
async function freeHandle(trx: Trx, handle: string): Promise<string | undefined> {
  const holder = await trx
    .selectFrom('groups')
    .where('handle', '=', handle)
    .where('contextType', 'is', null)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (!holder) return undefined;
  await membershipStore(trx, holder, { actorId: serviceActorId, set: { handle: null } });
  return holder.chatId;
}

async function write(
  trx: Trx,
  { chatId, handle }: { chatId: string; handle: string },
  { type, id, card, state = 'open', members = [] }: ContextDraft,
): Promise<boolean> {
  const now = new Date();
  const group = await trx
    .insertInto('groups')
    .values({
      chatId,
      title: card.title,
      handle,
      isPublic: false,
      joinRule: 'invite',
      version: 0,
      createdBy: serviceActorId,
      createdAt: now,
      state,
      card: JSON.stringify(cardToKeep(null, card)),
      contextType: type,
      contextId: id,
      contextChangedAt: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!group) return false;
  await membershipStore(trx, group, { actorId: serviceActorId, members: membersDiff([], members) });
  return true;
}
