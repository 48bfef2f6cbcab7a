import type { CheckPeopleRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { toPersonCheck } from '../presenters/person-check.ts';
import { standingsOf } from '../selectors/standings.ts';

export const checkPeople =
  ({ db }: Pick<Deps, 'db'>) =>
  async ({ viewerId, userIds }: CheckPeopleRequest) => {
    if (userIds.length > 1000) throw errors.too_many_ids();
    const standings = await standingsOf(db, viewerId, userIds);
    return { people: [...standings].map(([userId, standing]) => toPersonCheck(userId, standing)) };
  };
