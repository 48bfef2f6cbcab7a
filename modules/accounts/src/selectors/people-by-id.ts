import { canFind } from '../policies/may-with.ts';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import type { Profiles } from './profiles.ts';
import { seenUsers } from './seen-users.ts';
import type { SeenRow } from './seen-users.ts';
import { standingsOf } from './standings.ts';

/** Who of these has a chat together with a user; messages knows. */
export type FindChatMates = (userId: string, otherIds: readonly string[]) => Promise<readonly string[]>;

export interface PeopleReader {
  db: Reader;
  profiles: Profiles;
  findChatMates: FindChatMates;
}

/**
 * Those of these users whom the viewer may know of: found by everyone or by her, or somebody she has to do with
 * already: a contact, a request, a block of hers, a chat together.
 *
 * @throws AppError kit.unavailable when only messages could tell, and is away
 */
export async function peopleById(
  { db, profiles, findChatMates }: PeopleReader,
  viewerId: string,
  ids: readonly string[],
): Promise<SeenRow[]> {
  const users = await profiles.byId(ids);
  const [standings, related] = await Promise.all([
    standingsOf(db, viewerId, ids),
    relatedIds(db, viewerId, ids),
  ]);
  const isKnown = (id: string) => {
    const standing = standings.get(id);
    return standing !== undefined && (standing.isSelf || canFind(standing) || related.has(id));
  };
  const hidden = users.map((user) => user.id).filter((id) => !isKnown(id));
  const mates = new Set(hidden.length === 0 ? [] : await findChatMates(viewerId, hidden));
  return seenUsers(
    db,
    viewerId,
    users.filter((user) => isKnown(user.id) || mates.has(user.id)),
  );
}

/** One of them. Whose account is closed is known to those who have to do with her. @throws AppError accounts.user_not_found, kit.unavailable */
export async function personGet(deps: PeopleReader, viewerId: string, id: string): Promise<SeenRow> {
  const [user] = await peopleById(deps, viewerId, [id]);
  if (!user) throw errors.user_not_found();
  return user;
}

async function relatedIds(
  db: Reader,
  viewerId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const others = [...ids];
  const [contacts, blocks] = await Promise.all([
    db
      .selectFrom('contacts')
      .select('contactId as id')
      .where('userId', '=', viewerId)
      .where('contactId', 'in', others)
      .where('state', '!=', 'declined')
      .execute(),
    db
      .selectFrom('blocks')
      .select('blockedId as id')
      .where('blockerId', '=', viewerId)
      .where('blockedId', 'in', others)
      .where('isActive', '=', true)
      .execute(),
  ]);
  return new Set([...contacts, ...blocks].map((row) => row.id));
}
