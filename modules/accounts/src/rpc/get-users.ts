import type { GetUsersRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { toUserMessage } from '../presenters/user.ts';
import { seenUsers } from '../selectors/seen-users.ts';

export const getUsers =
  ({ db, profiles }: Pick<Deps, 'db' | 'profiles'>) =>
  async ({ ids, viewerId }: GetUsersRequest) => {
    if (ids.length > 1000) throw errors.too_many_ids();
    return { users: (await seenUsers(db, viewerId, await profiles.byId(ids))).map(toUserMessage) };
  };
