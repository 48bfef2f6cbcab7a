import type { ExpressionBuilder } from 'kysely';
import type { Database } from '../tables/database.ts';

/** Whom the viewer may find: `canFind`, as the database asks it. */
export function isListedFor(viewerId: string) {
  return (eb: ExpressionBuilder<Database, 'users'>) =>
    eb.or([
      eb('users.id', '=', viewerId),
      eb.and([
        eb.not(
          eb.exists(
            eb
              .selectFrom('blocks')
              .select('blockerId')
              .whereRef('blocks.blockerId', '=', 'users.id')
              .where('blocks.blockedId', '=', viewerId)
              .where('blocks.isActive', '=', true),
          ),
        ),
        eb.or([
          eb('users.whoCanFindMe', '=', 'everyone'),
          eb.and([
            eb('users.whoCanFindMe', '=', 'contacts'),
            eb.exists(
              eb
                .selectFrom('contacts')
                .select('contacts.userId')
                .whereRef('contacts.userId', '=', 'users.id')
                .where('contacts.contactId', '=', viewerId)
                .where('contacts.state', '=', 'contact'),
            ),
          ]),
        ]),
      ]),
    ]);
}
