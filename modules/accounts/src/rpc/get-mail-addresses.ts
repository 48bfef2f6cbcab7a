import type { GetMailAddressesRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { mailAddresses } from '../selectors/mail-addresses.ts';

export const getMailAddresses =
  ({ db }: Pick<Deps, 'db'>) =>
  async ({ userIds }: GetMailAddressesRequest) => {
    if (userIds.length > 1000) throw errors.too_many_ids();
    const rows = await mailAddresses(db, userIds);
    return {
      addresses: rows.map(({ userId, email, displayName, language }) => ({
        userId,
        address: email,
        displayName,
        language: language ?? '',
      })),
    };
  };
