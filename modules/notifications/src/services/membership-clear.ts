import type { MembershipChanged } from '@bridges/contracts/proto';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { kindsOfMembers } from '../policies/kinds-of-members.ts';
import { actorForget } from './actor-forget.ts';
import { chatTurn } from './chat-turn.ts';
import { entriesForget, entriesRead } from './entries-read.ts';
import type { ReadEntries } from './inbox-announce.ts';

export interface ClearedEntries {
  read: ReadEntries[];
  changed: NotificationRow[];
  gone: [string, string[]][];
}

/** Brings entries of a group in line with who is in it now, and as what. */
export async function membershipClear(
  trx: Trx,
  { chatId, group, changes }: MembershipChanged,
): Promise<ClearedEntries> {
  await chatTurn(trx, chatId, 'add');
  if (group?.isDeleted) {
    const gone = await entriesForget(trx, (eb) => eb('chatId', '=', chatId));
    return { read: [], changed: [], gone };
  }
  const cleared: ClearedEntries = { read: [], changed: [], gone: [] };
  const who = (isMeant: (role: string) => boolean) =>
    changes.filter(({ role }) => isMeant(role)).map(({ userId }) => userId);
  const [out, plain, inside] = [
    who((role) => role === ''),
    who((role) => role === '' || role === 'member'),
    who((role) => role !== ''),
  ];
  const forget = async (userIds: string[], kinds: NotificationRow['kind'][]) => {
    if (userIds.length === 0) return;
    const gone = await entriesForget(trx, (eb) =>
      eb.and([eb('chatId', '=', chatId), eb('userId', 'in', userIds), eb('kind', 'in', kinds)]),
    );
    cleared.gone.push(...gone);
  };
  await forget(out, kindsOfMembers);
  // Whose requests she may no longer answer.
  await forget(plain, ['join_request']);
  if (inside.length === 0) return cleared;
  cleared.read = await entriesRead(trx, (eb) =>
    eb.and([eb.and({ chatId, kind: 'invitation' }), eb('userId', 'in', inside)]),
  );
  for (const userId of inside) {
    const { changed, gone } = await actorForget(trx, userId, (eb) =>
      eb.and({ chatId, kind: 'join_request' }),
    );
    cleared.changed.push(...changed);
    cleared.gone.push(...gone);
  }
  return cleared;
}
