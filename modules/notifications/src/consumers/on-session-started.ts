import { SessionStartedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { signInNotify } from '../services/sign-in-notify.ts';
import type { ConsumerContext } from './context.ts';

export function onSessionStarted({
  announcer,
  broker,
}: Pick<ConsumerContext, 'announcer' | 'broker'>): Consumer {
  return consumer({
    name: 'on-session-started',
    event: 'accounts.session_started.v1',
    schema: SessionStartedSchema,
    async handle(trx, event) {
      const row = await signInNotify(trx, event);
      if (row) return () => (broker.kick(), announcer.announceCreated(row));
    },
  });
}
