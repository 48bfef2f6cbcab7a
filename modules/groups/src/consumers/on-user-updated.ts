import { UserUpdatedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import { personKeep } from '../services/person-keep.ts';

/** Members are found by the names they have now. */
export const onUserUpdated = consumer({
  name: 'on-user-updated',
  event: 'accounts.user_updated.v1',
  schema: UserUpdatedSchema,
  handle: (trx, { user }) => personKeep(trx, user ? [user] : []),
});
