import { MessagesChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { linksSync } from '../services/links-sync.ts';
import { previewPlan } from '../services/preview-plan.ts';

/** Acts that can change what a message shows. */
const acts = new Set(['edited', 'deleted', 'previewed']);

export const onMessagesChanged = (deps: Pick<Deps, 'jobs' | 'limits' | 'config'>): Consumer =>
  consumer({
    name: 'on-messages-changed',
    event: 'messages.messages_changed.v1',
    schema: MessagesChangedSchema,
    async handle(trx, { act, messages }) {
      if (!acts.has(act)) return;
      for (const message of messages) {
        await linksSync(trx, message);
        if (act === 'edited') await previewPlan(deps, trx, message);
      }
    },
  });
