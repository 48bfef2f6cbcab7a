import type { Trx } from '../tables/database.ts';
import type { GroupRow } from '../tables/groups.ts';
import type { GroupPictures } from './group-pictures.ts';
import { membershipStore } from './membership-store.ts';

/**
 * Takes a locked group from everybody, in this transaction: the row stays, without members and names. The change names
 * no members, however many there were: messages knows them.
 *
 * @returns the picture to release after the commit
 */
export async function groupErase(
  trx: Trx,
  pictures: Pick<GroupPictures, 'planRelease'>,
  group: GroupRow,
  actorId: string,
): Promise<string | null> {
  const { chatId, pictureFileId: picture } = group;
  if (picture !== null) await pictures.planRelease(trx, picture, chatId);
  await trx.deleteFrom('groupMembers').where('chatId', '=', chatId).execute();
  await trx.deleteFrom('groupBans').where('chatId', '=', chatId).execute();
  await membershipStore(
    trx,
    { ...group, memberCount: 0 },
    {
      actorId,
      set: {
        title: '',
        description: '',
        pictureFileId: null,
        handle: null,
        isPublic: false,
        deletedAt: new Date(),
      },
    },
  );
  return picture;
}
