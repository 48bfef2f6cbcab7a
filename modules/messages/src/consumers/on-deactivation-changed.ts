import { DeactivationChangedSchema } from '@bridges/contracts/proto';
import { consumer, KeyedQueue } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { deactivationAnnounce, deactivationApply } from '../services/deactivation-apply.ts';
import type { LiveAnnouncer } from '../services/live-announcer.ts';

/** Nobody writes to an account that is closed, until it is opened again. */
export function onDeactivationChanged(live: Pick<LiveAnnouncer, 'chatRulesChanged'>): Consumer {
  // What is told last is how it is.
  const telling = new KeyedQueue();
  return consumer({
    name: 'on-deactivation-changed',
    event: 'accounts.deactivation_changed.v1',
    schema: DeactivationChangedSchema,
    handle: async (trx, change) => {
      const chats = await deactivationApply(trx, change);
      return () =>
        void telling.run(change.userId, () => deactivationAnnounce(live, chats)).catch(() => undefined);
    },
  });
}
