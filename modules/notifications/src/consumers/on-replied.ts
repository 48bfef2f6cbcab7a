import { RepliedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { repliesNotify } from '../services/replies-notify.ts';
import type { ConsumerContext } from './context.ts';

export function onReplied({ announcer, broker, messages }: ConsumerContext): Consumer {
  return consumer({
    name: 'on-replied',
    event: 'messages.replied.v1',
    schema: RepliedSchema,
    async handle(trx, { replies }) {
      const rows = await repliesNotify(trx, messages, replies);
      return () => {
        broker.kick();
        announcer.announceCreated(...rows);
      };
    },
  });
}
