import type { RateLimit } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import { groupByClientId } from '../selectors/group-by-client-id.ts';
import { groupInsert } from './group-insert.ts';
import type { GroupDraft } from './group-insert.ts';
import type { GroupPictures } from './group-pictures.ts';
import type { MembershipWriter } from './membership-commit.ts';

/** What a group is made with. */
export interface GroupCreator {
  writer: MembershipWriter;
  pictures: GroupPictures;
  /** By creator. */
  limit: RateLimit;
}

/**
 * Creates a group and resolves to its chat id when its chat is there. The same owner and client id make one
 * group, also when the first answer was lost or two requests come at once.
 *
 * @throws AppError groups.handle_taken, files.file_not_found, kit.rate_limited
 */
export async function groupCreate(creator: GroupCreator, draft: GroupDraft): Promise<string> {
  const { writer } = creator;
  const chatId = (await groupByClientId(writer.db, draft)) ?? (await insertOrFind(creator, draft));
  writer.broker.kick();
  await writer.delivery.deliver(chatId);
  return chatId;
}

async function insertOrFind(
  { writer: { db }, pictures, limit }: GroupCreator,
  draft: GroupDraft,
): Promise<string> {
  await limit.consume(draft.ownerId);
  const chatId = uuidv7();
  const { ownerId, pictureFileId } = draft;
  if (pictureFileId) await pictures.claim(ownerId, pictureFileId, chatId);
  if (await db.transaction().execute((trx) => groupInsert(trx, chatId, draft))) return chatId;
  if (pictureFileId) await pictures.release(pictureFileId, chatId);
  const repeated = await groupByClientId(db, draft);
  if (!repeated) throw errors.handle_taken();
  return repeated;
}
