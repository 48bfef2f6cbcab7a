import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import type { FileRow, Reader } from '../tables/database.ts';

type Asked = Pick<Deps, 'messages' | 'groups'>;

/**
 * A file may be in very many messages (forwarded): of so many it is asked whether she may read one; of each chat the
 * newest and the oldest, so that nobody hides it from others by forwarding it over and over.
 */
const placesAtMost = 2000;
const placesOfChat = 5;
const placesAtOnce = 100;
/** Between a sender's naming a file and the event of her message, on a busy machine. */
const promiseMs = 10_000;
const lookAgainMs = [50, 100, 200, 400, 800, 1600, 1600];

/**
 * A file that a user may see: her own, somebody's avatar, the picture of a group she may see, one in a message
 * she may read now. Asked at each download, and nothing of it is remembered (G7).
 *
 * @throws AppError files.file_not_found, alike for what is not there
 */
export async function fileVisible(
  db: Reader,
  others: Asked,
  viewerId: string,
  fileId: string,
): Promise<FileRow> {
  const waits = lookAgainMs.values();
  for (;;) {
    const file = await db.selectFrom('files').where('id', '=', fileId).selectAll().executeTakeFirst();
    if (!file) throw errors.file_not_found();
    if (file.ownerId === viewerId) return file;
    if (await isShown(db, others, viewerId, fileId)) return file;
    if (await isInHerMessages(db, others, viewerId, fileId)) return file;
    // A message is told live before its event comes here: who has it already need not be sent away.
    const wait = isOnItsWay(file) ? waits.next().value : undefined;
    if (wait === undefined) throw errors.file_not_found();
    await delay(wait);
  }
}

/** Named for a message whose event has not come yet. */
function isOnItsWay({ promisedAt, linkedAt }: FileRow): boolean {
  if (!promisedAt || Date.now() - promisedAt.getTime() > promiseMs) return false;
  return !linkedAt || linkedAt < promisedAt;
}

/** As an avatar, a group's picture, or the picture of a preview she was shown. */
async function isShown(db: Reader, others: Asked, viewerId: string, fileId: string): Promise<boolean> {
  // What its owner is to send yet shows it to nobody.
  const claims = await db
    .selectFrom('fileClaims')
    .where('fileId', '=', fileId)
    .where('purpose', 'in', ['avatar', 'picture'])
    .selectAll()
    .execute();
  if (claims.some(({ purpose }) => purpose === 'avatar')) return true;
  for (const { subjectId } of claims) {
    const { canSee } = await others.groups.canSeeGroup({ userId: viewerId, chatId: subjectId });
    if (canSee) return true;
  }
  const viewer = await db
    .selectFrom('fileViewers')
    .where('fileId', '=', fileId)
    .where('userId', '=', viewerId)
    .select('userId')
    .executeTakeFirst();
  return viewer !== undefined;
}

async function isInHerMessages(
  db: Reader,
  { messages }: Asked,
  userId: string,
  fileId: string,
): Promise<boolean> {
  const ranked = db
    .selectFrom('fileLinks')
    .where('fileId', '=', fileId)
    .select([
      'chatId',
      'seq',
      sql<number>`row_number() over (partition by chat_id order by seq desc)`.as('newest'),
      sql<number>`row_number() over (partition by chat_id order by seq)`.as('oldest'),
    ]);
  const links = await db
    .selectFrom(ranked.as('link'))
    .where((eb) => eb.or([eb('newest', '<=', placesOfChat), eb('oldest', '=', 1)]))
    .select(['chatId', 'seq'])
    .orderBy('newest')
    .limit(placesAtMost)
    .execute();
  for (let at = 0; at < links.length; at += placesAtOnce) {
    const places = links.slice(at, at + placesAtOnce);
    const { readable } = await messages.canReadMessages({ userId, places });
    if (readable.length > 0) return true;
  }
  return false;
}
