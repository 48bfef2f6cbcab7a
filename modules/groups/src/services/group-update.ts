import type { GroupUpdateBody, SystemContent } from '@bridges/contracts';
import { errors } from '../errors.ts';
import { rightsToUpdate } from '../policies/rights-to-update.ts';
import { assertMay } from '../policies/permissions.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Trx } from '../tables/database.ts';
import type { GroupRow } from '../tables/groups.ts';
import { groupLock } from './group-lock.ts';
import type { GroupPictures } from './group-pictures.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';
import type { GroupUpdate } from './membership-store.ts';

const uniqueViolation = '23505';
const shown = ['title', 'description', 'pictureFileId'] as const;

/**
 * Changes what a group is called and shows, and its settings; each thing by its own right. What is as asked
 * already is left alone, so that a repeat says nothing in the chat.
 *
 * @throws AppError groups.not_found, groups.not_allowed, groups.handle_taken, files.file_not_found
 */
export async function groupUpdate(
  writer: MembershipWriter,
  pictures: GroupPictures,
  act: { actorId: string; chatId: string; body: GroupUpdateBody },
): Promise<void> {
  const { actorId, chatId, body } = act;
  const { pictureFileId } = body;
  let before: string | null = null;
  if (pictureFileId) {
    // First who may: files of hers say nothing about groups of others.
    const group = await writer.db
      .selectFrom('groups')
      .where('chatId', '=', chatId)
      .selectAll()
      .executeTakeFirst();
    if (!group) throw errors.not_found();
    assertMay(await memberRole(writer.db, chatId, actorId), 'info', group);
    await pictures.claim(actorId, pictureFileId, chatId);
  }
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    const role = await memberRole(trx, chatId, actorId);
    for (const right of rightsToUpdate(body, group)) assertMay(role, right, group);
    before = group.pictureFileId;
    if (pictureFileId !== undefined && before !== null) await pictures.planRelease(trx, before, chatId);
    await storeChanges(trx, group, actorId, body);
  }).catch((error: unknown) => {
    throw (error as { code?: string }).code === uniqueViolation ? errors.handle_taken() : error;
  });
  if (pictureFileId !== undefined && before !== null && before !== pictureFileId)
    await pictures.release(before, chatId);
}

/** One version for each thing the chat has something to say about. */
async function storeChanges(
  trx: Trx,
  group: GroupRow,
  actorId: string,
  { title, description, pictureFileId, ...settings }: GroupUpdateBody,
): Promise<void> {
  const said: Record<(typeof shown)[number], SystemContent> = {
    title: { type: 'titleChanged', title: title ?? '' },
    description: { type: 'descriptionChanged' },
    pictureFileId: { type: 'pictureChanged', isRemoved: pictureFileId === null },
  };
  const values = { title, description, pictureFileId };
  let current = group;
  for (const name of shown) {
    const value = values[name];
    if (value === undefined || value === group[name]) continue;
    current = await membershipStore(trx, current, { actorId, set: { [name]: value }, system: said[name] });
  }
  const entries = Object.entries(settings) as [keyof typeof settings, unknown][];
  const changed = entries.filter(([name, value]) => value !== undefined && value !== group[name]);
  if (changed.length === 0) return;
  await membershipStore(trx, current, {
    actorId,
    set: Object.fromEntries(changed) as GroupUpdate,
    system: { type: 'settingsChanged', settings: changed.map(([name]) => name) },
  });
}
