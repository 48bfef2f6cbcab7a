import { cachedSorts } from '../selectors/directory-page.ts';
import type { PeopleCaches } from '../selectors/people-caches.ts';
import type { Reader } from '../tables/database.ts';

/** After the commit of what is public of a user: her profile, and the lists that her name has a place in. */
export async function profileForget(
  caches: PeopleCaches,
  db: Reader,
  userId: string,
  isNameNew: boolean,
): Promise<void> {
  const forgotten = [caches.profiles.invalidate(userId)];
  if (isNameNew) {
    const contacts = await db
      .selectFrom('contacts')
      .select('contactId')
      .where('userId', '=', userId)
      .where('state', '=', 'contact')
      .execute();
    forgotten.push(
      directoryForget(caches),
      ...contacts.map(({ contactId }) => caches.contacts.invalidate(contactId)),
    );
  }
  await Promise.all(forgotten);
}

/** After somebody joined, or has another name. */
export async function directoryForget({ directory }: Pick<PeopleCaches, 'directory'>): Promise<void> {
  await Promise.all(cachedSorts.map((sort) => directory.invalidate(sort)));
}

/** After what stands between two changed: both of their lists. */
export async function pairForget(
  { contacts, blocks }: Pick<PeopleCaches, 'contacts' | 'blocks'>,
  pair: readonly [string, string],
): Promise<void> {
  await Promise.all(pair.flatMap((id) => [contacts.invalidate(id), blocks.invalidate(id)]));
}
