import { UserRegisteredSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { directChatEnsure } from '../services/direct-chat-open.ts';

/** "Saved messages" are there from registration. */
export function onUserRegistered(): Consumer {
  return consumer({
    name: 'on-user-registered',
    event: 'accounts.user_registered.v1',
    schema: UserRegisteredSchema,
    handle: async (trx, { user }) => {
      if (user) await directChatEnsure(trx, user.id, user.id);
    },
  });
}
