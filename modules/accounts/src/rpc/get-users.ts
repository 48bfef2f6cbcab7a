import type { GetUsersRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { toUserMessage } from '../presenters/user.ts';
import { seenUsers } from '../selectors/seen-users.ts';
import { usersById } from '../selectors/users-by-id.ts';

export const getUsers =
  ({ db }: Pick<Deps, 'db'>) =>
  async ({ ids, viewerId }: GetUsersRequest) => {
    if (ids.length > 1000) throw errors.too_many_ids();
    return { users: (await seenUsers(db, viewerId, await usersById(db, ids))).map(toUserMessage) };
  };
