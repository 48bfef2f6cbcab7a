import { MessagesSentSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { linksSync } from '../services/links-sync.ts';
import { previewPlan } from '../services/preview-plan.ts';

export const onMessagesSent = (deps: Pick<Deps, 'jobs' | 'limits' | 'config'>): Consumer =>
  consumer({
    name: 'on-messages-sent',
    event: 'messages.messages_sent.v1',
    schema: MessagesSentSchema,
    async handle(trx, { messages }) {
      for (const message of messages) {
        if (message.contentJson !== '') await linksSync(trx, message);
        await previewPlan(deps, trx, message);
      }
    },
  });
