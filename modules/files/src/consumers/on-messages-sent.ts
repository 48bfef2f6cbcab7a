import { MessagesSentSchema } from '@bridges/contracts/proto';
import { batchConsumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { linksSync } from '../services/links-sync.ts';
import { previewPlan } from '../services/preview-plan.ts';

export const onMessagesSent = (deps: Pick<Deps, 'jobs' | 'limits' | 'config'>): Consumer =>
  batchConsumer({
    name: 'on-messages-sent',
    event: 'messages.messages_sent.v1',
    schema: MessagesSentSchema,
    // Files are tied to messages one after the other, and locked to the end.
    mostAtOnce: 10,
    async handle(trx, events) {
      for (const { messages } of events) {
        for (const message of messages) {
          if (message.contentJson !== '') await linksSync(trx, message);
          await previewPlan(deps, trx, message);
        }
      }
    },
  });
