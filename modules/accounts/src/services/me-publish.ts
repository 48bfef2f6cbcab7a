import type { Deps } from '../deps.ts';
import { toMe } from '../presenters/user.ts';
import { userGet } from '../selectors/user-get.ts';
import { publishTo } from './live-publish.ts';

/** All devices of a user learn at once what only she may know of herself. Best effort: who asks is told the truth. */
export async function mePublish(
  { db, bus, log }: Pick<Deps, 'db' | 'bus' | 'log'>,
  userId: string,
): Promise<void> {
  try {
    publishTo(bus, `user:${userId}`, { ev: 'me', me: toMe(await userGet(db, userId)) });
  } catch (error) {
    log.warn({ err: error }, 'open devices were not told of a change of the account');
  }
}
