import { SessionStartedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import type { InboxAnnouncer } from '../services/inbox-announce.ts';
import { signInNotify } from '../services/sign-in-notify.ts';

export function onSessionStarted(announcer: InboxAnnouncer): Consumer {
  return consumer({
    name: 'on-session-started',
    event: 'accounts.session_started.v1',
    schema: SessionStartedSchema,
    async handle(trx, event) {
      const row = await signInNotify(trx, event);
      if (row) return () => announcer.announceCreated(row);
    },
  });
}
