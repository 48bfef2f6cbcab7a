import type { ContextCard } from '@bridges/contracts';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import type { GroupRow, Role } from '../tables/groups.ts';

export interface ContextName {
  type: string;
  id: string;
}
/** Who looks: a user, at what she is in; null: a service key, at everything. */
export type ContextViewer = string | null;

export interface ContextView extends Pick<
  GroupRow,
  'chatId' | 'handle' | 'state' | 'memberCount' | 'createdAt'
> {
  contextType: string | null;
  contextId: string | null;
  contextChangedAt: Date | null;
  card: ContextCard | null;
}

/** Chats about things, as far as this viewer may know of them. */
export function contextsOf(db: Reader, viewer: ContextViewer) {
  const all = db
    .selectFrom('groups')
    .where('contextType', 'is not', null)
    .where('deletedAt', 'is', null)
    .select([
      'groups.chatId',
      'groups.handle',
      'groups.state',
      'groups.memberCount',
      'groups.createdAt',
      'groups.card',
      'groups.contextType',
      'groups.contextId',
      'groups.contextChangedAt',
    ]);
  if (viewer === null) return all;
  return all.where((eb) =>
    eb.exists(
      eb
        .selectFrom('groupMembers as mine')
        .whereRef('mine.chatId', '=', 'groups.chatId')
        .where('mine.userId', '=', viewer)
        .select('mine.userId'),
    ),
  );
}

/** @throws AppError groups.context_not_found, alike for those that do not exist and those of others */
export async function contextGet(
  db: Reader,
  viewer: ContextViewer,
  { type, id }: ContextName,
): Promise<ContextView> {
  const row = await contextsOf(db, viewer)
    .where('contextType', '=', type)
    .where('contextId', '=', id)
    .executeTakeFirst();
  if (!row) throw errors.context_not_found();
  return row;
}

/** The chat of a thing, for acts of its service. */
export async function contextChat(db: Reader, { type, id }: ContextName): Promise<string | undefined> {
  const row = await db
    .selectFrom('groups')
    .where('contextType', '=', type)
    .where('contextId', '=', id)
    .select('chatId')
    .executeTakeFirst();
  return row?.chatId;
}

/** Everybody in it, by rank. */
export function contextMembers(db: Reader, chatId: string): Promise<{ userId: string; role: Role }[]> {
  return db
    .selectFrom('groupMembers')
    .where('chatId', '=', chatId)
    .select(['userId', 'role'])
    .orderBy('rank')
    .orderBy('joinedAt')
    .orderBy('userId')
    .execute();
}
