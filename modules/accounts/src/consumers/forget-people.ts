import {
  BlockChangedSchema,
  ContactAcceptedSchema,
  ContactRemovedSchema,
  UserRegisteredSchema,
  UserUpdatedSchema,
} from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { events } from '../events.ts';
import type { PeopleCaches } from '../selectors/people-caches.ts';
import { directoryForget, pairForget, profileForget } from '../services/people-forget.ts';
import type { Reader } from '../tables/database.ts';

/**
 * Our own events: the acts have forgotten what they changed already, unless their process ended between the commit and
 * that. What use renews would stay wrong for good then.
 */
export const forgetPeople = (caches: PeopleCaches, db: Reader): Consumer[] => [
  consumer({
    name: 'forget-updated',
    event: events.userUpdated,
    schema: UserUpdatedSchema,
    handle: async (_trx, { user }) => {
      if (user) await profileForget(caches, db, user.id, true);
    },
  }),
  consumer({
    name: 'forget-registered',
    event: events.userRegistered,
    schema: UserRegisteredSchema,
    handle: () => directoryForget(caches),
  }),
  consumer({
    name: 'forget-contact-accepted',
    event: events.contactAccepted,
    schema: ContactAcceptedSchema,
    handle: (_trx, { userId, contactId }) => pairForget(caches, [userId, contactId]),
  }),
  consumer({
    name: 'forget-contact-removed',
    event: events.contactRemoved,
    schema: ContactRemovedSchema,
    handle: (_trx, { userId, contactId }) => pairForget(caches, [userId, contactId]),
  }),
  consumer({
    name: 'forget-block-changed',
    event: events.blockChanged,
    schema: BlockChangedSchema,
    handle: (_trx, { blockerId, blockedId }) => pairForget(caches, [blockerId, blockedId]),
  }),
];
