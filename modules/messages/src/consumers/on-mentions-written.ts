import { MentionsWrittenSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Broker, Consumer } from '@bridges/kit';
import { attentionAnnounce } from '../services/attention-announce.ts';
import type { AttentionContext } from '../services/attention-announce.ts';
import { mentionsFind } from '../services/mentions-find.ts';
import type { ResolveUsernames } from '../services/mentions-find.ts';

export interface MentionsContext extends AttentionContext {
  accounts: ResolveUsernames;
  broker: Broker;
}

/** Apart from the send: names are known to another module, which may be away, and a text takes time to read. */
export function onMentionsWritten({ accounts, broker, ...announcing }: MentionsContext): Consumer {
  return consumer({
    name: 'on-mentions-written',
    event: 'messages.mentions_written.v1',
    schema: MentionsWrittenSchema,
    handle: async (trx, { places }) => {
      const told: [string, string[]][] = [];
      for (const place of places) told.push([place.chatId, await mentionsFind(trx, accounts, place)]);
      return () => {
        broker.kick();
        for (const [chatId, userIds] of told)
          void attentionAnnounce(announcing, chatId, userIds).catch(() => {});
      };
    },
  });
}
