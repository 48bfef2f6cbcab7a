import { serviceActorId } from '@bridges/contracts';
import type { ContextCard } from '@bridges/contracts';
import { errors } from '../errors.ts';
import { isHeadChanged, membersDiff, plainCard } from '../policies/context-diff.ts';
import { contextMembers } from '../selectors/context-get.ts';
import type { Trx } from '../tables/database.ts';
import type { ContextDraft } from './context-put.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/** What is undefined stays as it is. */
interface Told extends Pick<ContextDraft, 'state' | 'members'> {
  card: ContextCard | undefined;
}

/** Brings the chat of a thing to what its service says; nothing is written when it is so already. */
export async function contextUpdate(writer: MembershipWriter, chatId: string, told: Told): Promise<void> {
  await membershipCommit(writer, chatId, (trx) => write(trx, chatId, told));
}

async function write(trx: Trx, chatId: string, told: Told): Promise<void> {
  const group = await groupLock(trx, chatId);
  const { state, members } = told;
  const card = told.card ?? group.card;
  if (card === null) throw errors.context_not_found();
  const head = { card, state: state ?? group.state };
  const isChanged = isHeadChanged(group, head);
  const diff = members === undefined ? [] : membersDiff(await contextMembers(trx, chatId), members);
  if (!isChanged && diff.length === 0) return;
  await liftBans(
    trx,
    chatId,
    diff.flatMap(({ userId, role }) => (role === '' ? [] : [userId])),
  );
  await membershipStore(trx, group, {
    actorId: serviceActorId,
    members: diff,
    ...(isChanged
      ? {
          set: {
            title: card.title,
            card: JSON.stringify(plainCard(card)),
            state: head.state,
            contextChangedAt: new Date(),
          },
        }
      : {}),
    ...(head.state === group.state ? {} : { system: { type: 'stateChanged', state: head.state } }),
  });
}

/** Whom the service wants in, nobody's ban keeps out. */
async function liftBans(trx: Trx, chatId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await trx.deleteFrom('groupBans').where('chatId', '=', chatId).where('userId', 'in', userIds).execute();
}
