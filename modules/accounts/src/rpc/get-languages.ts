import type { GetLanguagesRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { userLanguages } from '../selectors/user-languages.ts';

export const getLanguages =
  ({ db }: Pick<Deps, 'db'>) =>
  async ({ userIds }: GetLanguagesRequest) => {
    if (userIds.length > 1000) throw errors.too_many_ids();
    return { languages: await userLanguages(db, userIds) };
  };
