import { randomUUID } from 'node:crypto';
import type { FilesService } from '@bridges/contracts/proto';
import { serviceActorId } from '@bridges/contracts';
import type { ContextCard } from '@bridges/contracts';
import type { Jobs, RpcClient } from '@bridges/kit';
import type { Trx } from '../tables/database.ts';
import { groupLock } from './group-lock.ts';
import type { GroupPictures } from './group-pictures.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/** Pages show pictures of their own origin only: a card's is copied to files once its chat is there. */
export const contextPictureJob = 'copy-context-picture';

export interface PictureToCopy {
  chatId: string;
  url: string;
}

/** Has the picture of a card copied, if it has one that was not; the latest address counts. */
export async function contextPicturePlan(
  jobs: Pick<Jobs, 'enqueue'>,
  trx: Trx,
  chatId: string,
  card: ContextCard,
): Promise<void> {
  if (card.pictureUrl === undefined || card.pictureFileId !== undefined) return;
  await jobs.enqueue(trx, contextPictureJob, { chatId, url: card.pictureUrl }, { key: chatId });
}

/** Asking elsewhere may take this long. */
const deadlineMs = 25_000;

/**
 * Copies a card's picture and shows the copy, unless the card has another one by then. The copy's id is chosen and noted
 * before it is made: a copy that nobody was told of, because this process or the answer was lost, is given back.
 */
export async function contextPictureCopy(
  writer: MembershipWriter,
  files: Pick<RpcClient<typeof FilesService>, 'copyPicture'>,
  pictures: Pick<GroupPictures, 'planCopy' | 'release'>,
  { chatId, url }: PictureToCopy,
): Promise<void> {
  const chosenId = randomUUID();
  await pictures.planCopy(chosenId, chatId);
  const { fileId } = await files.copyPicture(
    { url, purpose: 'picture', subjectId: chatId, fileId: chosenId },
    { deadlineMs },
  );
  if (fileId === '') return;
  let isShown = false;
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    if (group.card?.pictureUrl !== url || group.card.pictureFileId !== undefined) return;
    isShown = true;
    const card = JSON.stringify({ ...group.card, pictureFileId: fileId });
    await membershipStore(trx, group, { actorId: serviceActorId, set: { card } });
  });
  if (!isShown) await pictures.release(fileId, chatId);
}
