import { UserRegisteredSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { directChatAnnounce } from '../services/direct-chat-announce.ts';
import type { OpeningContext } from '../services/direct-chat-announce.ts';
import { directChatEnsure } from '../services/direct-chat-open.ts';

/** "Saved messages" are there from registration. */
export function onUserRegistered(context: OpeningContext): Consumer {
  return consumer({
    name: 'on-user-registered',
    event: 'accounts.user_registered.v1',
    schema: UserRegisteredSchema,
    handle: async (trx, { user }) => {
      if (!user) return;
      const { chatId, isNew } = await directChatEnsure(trx, user.id, user.id);
      return isNew
        ? () => void directChatAnnounce(context, chatId, user.id, user.id).catch(() => {})
        : undefined;
    },
  });
}
