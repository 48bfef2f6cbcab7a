import { uuidv7 } from 'uuidv7';
import { handle as handleSchema } from '@bridges/contracts';
import { kitErrors } from '@bridges/kit';
import type { RateLimit } from '@bridges/kit';
import { errors } from '../errors.ts';
import { groupByHandle } from '../selectors/group-by-handle.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Trx } from '../tables/database.ts';
import { groupLock } from './group-lock.ts';
import { groupInsert } from './group-insert.ts';
import type { GroupDraft } from './group-insert.ts';
import { groupJoin } from './group-join.ts';
import type { MembershipWriter } from './membership-commit.ts';

export interface RoomOpener {
  writer: MembershipWriter;
  /** Whether a name that nobody has becomes a group. */
  hasOpenRooms: boolean;
  /** Of groups made, by user. */
  limit: RateLimit;
}

/** Each try after the first means that somebody created, left or closed the room in between. */
const maxTries = 5;

/**
 * The chat behind a room name for a user who connects by it; she is a member when it resolves. Two who open
 * an unknown name at once meet in one group.
 *
 * @throws AppError groups.not_found, kit.rate_limited
 */
export async function roomOpen(
  rooms: RoomOpener,
  { userId, name }: { userId: string; name: string },
): Promise<string> {
  const parsed = handleSchema.safeParse(name);
  if (!parsed.success) throw errors.not_found();
  const handle = parsed.data;
  const { writer } = rooms;
  for (let tries = 0; tries < maxTries; tries++) {
    const chatId = await enter(rooms, userId, handle);
    if (!chatId) continue;
    writer.broker.kick();
    await writer.delivery.deliver(chatId);
    return chatId;
  }
  throw kitErrors.unavailable();
}

/** One try; undefined when the group changed under it. */
async function enter(
  { writer: { db }, hasOpenRooms, limit }: RoomOpener,
  userId: string,
  handle: string,
): Promise<string | undefined> {
  const found = await groupByHandle(db, userId, handle);
  if (found?.role) return found.chatId;
  if (found ? !isOpen(found) : !hasOpenRooms) throw errors.not_found();
  if (!found) await limit.consume(userId);

  const chatId = found?.chatId ?? uuidv7();
  const draft: GroupDraft = {
    ownerId: userId,
    title: handle,
    handle,
    isPublic: true,
    memberIds: [],
    clientId: null,
  };
  const isIn = await db
    .transaction()
    .execute((trx) =>
      found ? joinByHandle(trx, { userId, chatId, handle }) : groupInsert(trx, chatId, draft),
    );
  return isIn ? chatId : undefined;
}

/** A room that wants an invitation or a request is none that a name opens. */
const isOpen = (group: { isPublic: boolean; joinRule: string }) =>
  group.isPublic && group.joinRule === 'open';

/** False when the group no longer bears the handle or is no longer open to all. */
async function joinByHandle(
  trx: Trx,
  { userId, chatId, handle }: { userId: string; chatId: string; handle: string },
): Promise<boolean> {
  const group = await groupLock(trx, chatId);
  if (await memberRole(trx, chatId, userId)) return true;
  if (group.handle !== handle || !isOpen(group)) return false;
  await groupJoin(trx, group, { userId, by: 'handle' });
  return true;
}
