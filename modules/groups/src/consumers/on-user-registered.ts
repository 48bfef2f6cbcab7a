import { UserRegisteredSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import { personKeep } from '../services/person-keep.ts';

/** Names are here before somebody is added to a group. */
export const onUserRegistered = consumer({
  name: 'on-user-registered',
  event: 'accounts.user_registered.v1',
  schema: UserRegisteredSchema,
  handle: (trx, { user }) => personKeep(trx, user ? [user] : []),
});
