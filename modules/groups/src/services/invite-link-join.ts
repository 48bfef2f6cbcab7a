import { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import { isLinkUsable } from '../policies/link-usable.ts';
import { isBanned } from '../selectors/banned-among.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Trx } from '../tables/database.ts';
import { type Doors, inBackground } from './doors.ts';
import { groupLock } from './group-lock.ts';
import { joinRequestStore } from './join-request-store.ts';
import { hashLinkSecret } from '../policies/link-secret.ts';
import { membershipCommit } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

export interface Entry {
  status: 'joined' | 'requested';
  chatId: string;
  /** A request that was not there before. */
  isNew: boolean;
}

/**
 * Enters by a link, or asks to. All that could end the link is looked at under the group's lock, so that of many
 * who come for its last use exactly one gets in. A member who follows a link uses nothing up.
 *
 * @throws AppError groups.link_not_found, whatever is wrong with it
 */
export async function inviteLinkJoin(
  { writer, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  { userId, secret }: { userId: string; secret: string },
): Promise<Entry> {
  const link = await writer.db
    .selectFrom('inviteLinks')
    .where('secretHash', '=', hashLinkSecret(secret))
    .select(['id', 'chatId'])
    .executeTakeFirst();
  if (!link) throw errors.link_not_found();
  let entry: Entry | undefined;
  await membershipCommit(writer, link.chatId, async (trx) => {
    entry = await enter(trx, link, userId);
  }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'groups.not_found' ? errors.link_not_found() : error;
  });
  if (!entry) throw errors.link_not_found();
  if (entry.isNew) inBackground(announcer.requested(link.chatId, userId));
  return entry;
}

async function enter(
  trx: Trx,
  { id, chatId }: { id: string; chatId: string },
  userId: string,
): Promise<Entry> {
  const group = await groupLock(trx, chatId);
  if (await memberRole(trx, chatId, userId)) return { status: 'joined', chatId, isNew: false };
  const link = await trx
    .selectFrom('inviteLinks')
    .where('id', '=', id)
    .selectAll()
    .forUpdate()
    .executeTakeFirstOrThrow();
  const creatorRole = await memberRole(trx, chatId, link.creatorId);
  if (!isLinkUsable(link, creatorRole, group, new Date())) throw errors.link_not_found();
  if (await isBanned(trx, chatId, userId)) throw errors.link_not_found();
  if (link.needsApproval) {
    return { status: 'requested', chatId, isNew: await joinRequestStore(trx, group, { userId, linkId: id }) };
  }
  await trx
    .updateTable('inviteLinks')
    .set({ useCount: link.useCount + 1 })
    .where('id', '=', id)
    .execute();
  await membershipStore(trx, group, {
    actorId: userId,
    members: [{ userId, role: 'member' }],
    system: { type: 'memberJoined', by: 'link' },
  });
  return { status: 'joined', chatId, isNew: false };
}
