import { MentionsWrittenSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Broker, Consumer } from '@bridges/kit';
import { attentionAnnounce } from '../services/attention-announce.ts';
import type { AttentionContext } from '../services/attention-announce.ts';
import { mentionsFind, mentionsRead } from '../services/mentions-find.ts';
import type { NamedIn, ResolveUsernames } from '../services/mentions-find.ts';

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
      const named: NamedIn[] = [];
      for (const place of places) {
        const found = await mentionsRead(trx, accounts, place);
        if (found) named.push(found);
      }
      const told: [string, string[]][] = [];
      for (const each of named) told.push([each.place.chatId, await mentionsFind(trx, each)]);
      return () => {
        broker.kick();
        for (const [chatId, userIds] of told)
          void attentionAnnounce(announcing, chatId, userIds).catch(() => {});
      };
    },
  });
}
