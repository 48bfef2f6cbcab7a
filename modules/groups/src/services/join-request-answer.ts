import { errors } from '../errors.ts';
import { assertMayAnswerRequests } from '../policies/can-admit.ts';
import { isBanned } from '../selectors/banned-among.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Trx } from '../tables/database.ts';
import { type Doors, inBackground } from './doors.ts';
import { doorsClosedStore } from './doors-closed-store.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

export interface Answer {
  actorId: string;
  chatId: string;
  /** Who asked. */
  userId: string;
  isApproved: boolean;
}

/**
 * Lets somebody in who asked, or not. Of two who answer at once the first decides. Approving one who is in
 * already is fine.
 *
 * @throws AppError groups.not_found, groups.not_allowed, groups.request_not_found, groups.user_banned
 */
export async function joinRequestAnswer(
  { writer, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  answer: Answer,
): Promise<void> {
  const { chatId, userId, isApproved } = answer;
  await membershipCommit(writer, chatId, (trx) => write(trx, answer));
  const outcome = isApproved ? 'approved' : 'declined';
  inBackground(announcer.requestsGone([{ chatId, userId, outcome }]));
}

async function write(trx: Trx, { actorId, chatId, userId, isApproved }: Answer): Promise<void> {
  const group = await groupLock(trx, chatId);
  assertMayAnswerRequests(await memberRole(trx, chatId, actorId));
  if (isApproved && (await isBanned(trx, chatId, userId))) throw errors.user_banned();
  const { numDeletedRows } = await trx
    .deleteFrom('joinRequests')
    .where('chatId', '=', chatId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  const isMember = (await memberRole(trx, chatId, userId)) !== undefined;
  if (isMember && isApproved) return;
  if (numDeletedRows === 0n) throw errors.request_not_found();
  if (!isApproved) return doorsClosedStore(trx, chatId, { requests: [{ userId }] });
  await membershipStore(trx, group, {
    actorId: userId,
    members: [{ userId, role: 'member' }],
    system: { type: 'memberJoined', by: 'request' },
  });
}
