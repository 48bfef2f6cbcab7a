import {
  BlockChangedSchema,
  ContactAcceptedSchema,
  ContactRemovedSchema,
  ContactRequestedSchema,
  SessionsEndedSchema,
} from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { contactRequestKey } from '../policies/merge-keys.ts';
import { blockApply } from '../services/block-apply.ts';
import { entriesForget, entriesRead } from '../services/entries-read.ts';
import { notificationCreate } from '../services/notification-create.ts';
import { pushSessionsEnd } from '../services/push-sessions-end.ts';
import type { ConsumerContext } from './context.ts';

/** What accounts tell: contacts, blocks, and what may be a theft. */
export function onAccountEvents({
  announcer,
  broker,
  telegram,
}: Omit<ConsumerContext, 'messages'>): Consumer[] {
  return [
    consumer({
      name: 'on-contact-requested',
      event: 'accounts.contact_requested.v1',
      schema: ContactRequestedSchema,
      async handle(trx, { userId: actorId, contactId: userId }) {
        const mergeKey = contactRequestKey(actorId);
        const news = { userId, kind: 'contact_request', actorId, mergeKey, isSaidOnce: true } as const;
        const row = await notificationCreate(trx, news);
        if (row) return () => (broker.kick(), announcer.announceCreated(row));
      },
    }),
    consumer({
      name: 'on-contact-accepted',
      event: 'accounts.contact_accepted.v1',
      schema: ContactAcceptedSchema,
      async handle(trx, { userId: actorId, contactId: userId }) {
        const answered = await entriesRead(trx, (eb) =>
          eb.and({ userId: actorId, mergeKey: contactRequestKey(userId) }),
        );
        const row = await notificationCreate(trx, { userId, kind: 'contact_accepted', actorId });
        return () => {
          broker.kick();
          announcer.announceRead(...answered);
          if (row) announcer.announceCreated(row);
        };
      },
    }),
    consumer({
      name: 'on-contact-removed',
      event: 'accounts.contact_removed.v1',
      schema: ContactRemovedSchema,
      async handle(trx, { userId, contactId }) {
        const gone = await entriesForget(trx, (eb) =>
          eb.or([
            eb.and({ userId, mergeKey: contactRequestKey(contactId) }),
            eb.and({ userId: contactId, mergeKey: contactRequestKey(userId) }),
          ]),
        );
        return () => announcer.announceGone(...gone);
      },
    }),
    consumer({
      name: 'on-block-changed',
      event: 'accounts.block_changed.v1',
      schema: BlockChangedSchema,
      async handle(trx, block) {
        const { changed, gone } = await blockApply(trx, block);
        return () => {
          announcer.announceCreated(...changed);
          announcer.announceGone(...gone);
        };
      },
    }),
    consumer({
      name: 'on-sessions-ended',
      event: 'accounts.sessions_ended.v1',
      schema: SessionsEndedSchema,
      async handle(trx, { userId, sessionIds, reason }) {
        await pushSessionsEnd(trx, { sessionIds, reason });
        if (reason !== 'password_changed') return;
        const details = { endedSessions: sessionIds.length };
        const row = await notificationCreate(trx, { userId, kind: 'password_changed', details });
        // Whoever knew the old password may have linked an account of his own.
        const sayUnlinked = await telegram.unlinkForSafety(trx, userId);
        return () => {
          sayUnlinked();
          if (!row) return;
          broker.kick();
          announcer.announceCreated(row);
        };
      },
    }),
  ];
}
