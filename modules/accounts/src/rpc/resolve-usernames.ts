import type { ResolveUsernamesRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { usernamesResolve } from '../selectors/usernames-resolve.ts';

export const resolveUsernames =
  ({ db }: Pick<Deps, 'db'>) =>
  async ({ usernames }: ResolveUsernamesRequest) => {
    if (usernames.length > 1000) throw errors.too_many_ids();
    return { userIds: await usernamesResolve(db, usernames) };
  };
