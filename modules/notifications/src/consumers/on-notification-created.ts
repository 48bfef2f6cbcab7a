import { NotificationCreatedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { events } from '../events.ts';
import type { Ladder } from '../services/ladder.ts';

/** What came into an inbox climbs as well: mentions and replies with their chat, other entries by themselves. */
export function onNotificationCreated(ladder: Pick<Ladder, 'wake' | 'isIdle' | 'planEntry'>): Consumer {
  return consumer({
    name: 'on-notification-created',
    event: events.notificationCreated,
    schema: NotificationCreatedSchema,
    async handle(trx, entry) {
      if (ladder.isIdle) return;
      await ladder.planEntry(trx, entry);
      return () => ladder.wake();
    },
  });
}
