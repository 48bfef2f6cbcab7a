import { serviceActorId } from '@bridges/contracts';
import type { ContextCard } from '@bridges/contracts';
import { errors } from '../errors.ts';
import { cardToKeep, isHeadChanged, membersDiff } from '../policies/context-diff.ts';
import { contextMembers } from '../selectors/context-get.ts';
import type { Trx } from '../tables/database.ts';
import { contextPicturePlan } from './context-picture.ts';
import type { ContextDraft, ContextWriter } from './context-put.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/** What is undefined stays as it is. */
interface Told extends Pick<ContextDraft, 'state' | 'members'> {
  card: ContextCard | undefined;
}

/** Brings the chat of a thing to what its service says; nothing is written when it is so already. */
export async function contextUpdate(
  { writer, jobs, pictures }: ContextWriter,
  chatId: string,
  told: Told,
): Promise<void> {
  let dropped: string | undefined;
  await membershipCommit(writer, chatId, async (trx) => {
    const cards = await write(trx, chatId, told);
    if (!cards) return;
    await contextPicturePlan(jobs, trx, chatId, cards.after);
    const { pictureFileId } = cards.before;
    dropped = pictureFileId === cards.after.pictureFileId ? undefined : pictureFileId;
    if (dropped !== undefined) await pictures.planRelease(trx, dropped, chatId);
  });
  if (dropped !== undefined) await pictures.release(dropped, chatId);
}

/** Resolves to the card before and after; undefined when nothing was written. */
async function write(
  trx: Trx,
  chatId: string,
  told: Told,
): Promise<{ before: ContextCard; after: ContextCard } | undefined> {
  const group = await groupLock(trx, chatId);
  if (group.card === null) throw errors.context_not_found();
  const card = cardToKeep(group.card, told.card ?? group.card);
  const state = told.state ?? group.state;
  const isChanged = isHeadChanged(group, { card, state });
  const diff = told.members === undefined ? [] : membersDiff(await contextMembers(trx, chatId), told.members);
  if (!isChanged && diff.length === 0) return undefined;
  await liftBans(
    trx,
    chatId,
    diff.flatMap(({ userId, role }) => (role === '' ? [] : [userId])),
  );
  const set = { title: card.title, card: JSON.stringify(card), state, contextChangedAt: new Date() };
  await membershipStore(trx, group, {
    actorId: serviceActorId,
    members: diff,
    ...(isChanged ? { set } : {}),
    ...(state === group.state ? {} : { system: { type: 'stateChanged', state } }),
  });
  return { before: group.card, after: card };
}

/** Whom the service wants in, nobody's ban keeps out. */
async function liftBans(trx: Trx, chatId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await trx.deleteFrom('groupBans').where('chatId', '=', chatId).where('userId', 'in', userIds).execute();
}
