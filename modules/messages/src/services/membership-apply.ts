import type { SystemContent } from '@bridges/contracts';
import type { MembershipChanged } from '@bridges/contracts/proto';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';
import type { StoredMessage } from './append-queue.ts';
import { headChange } from './membership-head.ts';
import type { HeadChange } from './membership-head.ts';
import { membershipLock } from './membership-lock.ts';
import { membersChange, stillRemoved } from './membership-members.ts';
import { groupChatDelete } from './membership-delete.ts';
import { slowModeBegin } from './slow-mode-begin.ts';
import { systemMessageId } from './system-message-id.ts';
import { systemMessageStore } from './system-message-store.ts';
import { noErasedQuotes, waitingQuotesErase } from './waiting-quotes-erase.ts';
import type { ErasedQuotes } from './waiting-quotes-erase.ts';

/** What a change that was applied did, to be told. */
export interface AppliedChange {
  added: string[];
  /** Members before and after, whose role may be another. */
  changed: string[];
  removed: string[];
  /** The group is gone for all. */
  isDeleted: boolean;
  /** What those who went had quoted for later. */
  unquoted: ErasedQuotes;
  /** The chat's rev before it. */
  rev: number;
  /** What everybody sees of the chat is another now. */
  head?: HeadChange;
  /** What the chat says of it. */
  message?: StoredMessage;
}

const nobody = { added: [], changed: [], removed: [], unquoted: noErasedQuotes };

/**
 * Applies one change of a group to its chat and members, once, and in the order of versions: an earlier one
 * is left alone, a later one than the next is refused. Holds the chat's lock, so that a send is either
 * before a removal or refused (G7). Costs what the change holds, however many members the group has; only
 * its deletion touches them all.
 *
 * @throws AppError messages.membership_behind
 */
export async function membershipApply(
  trx: Transaction<Database>,
  change: MembershipChanged,
): Promise<AppliedChange> {
  const chat = await membershipLock(trx, change);
  const { rev } = chat;
  const isDeleted = change.group?.isDeleted === true;
  if (change.version <= chat.membershipVersion) {
    // Told once more: the process that applied it may have died before sockets heard of it (G7).
    return { ...nobody, removed: await stillRemoved(trx, change), isDeleted, rev };
  }
  if (isDeleted) {
    await groupChatDelete(trx, change);
    return { ...nobody, isDeleted, rev };
  }
  const members = await membersChange(trx, chat, change);
  await slowModeBegin(trx, chat, change.group);
  const unquoted =
    members.removed.length === 0
      ? noErasedQuotes
      : await waitingQuotesErase(trx, { chatId: chat.id, userIds: members.removed });
  const system = parseSystem(change.systemJson);
  const said = { actorId: change.actorId, clientId: systemMessageId(chat.id, change.version) };
  const message = system && (await systemMessageStore(trx, chat, said, system));
  const head = await headChange(trx, chat, change, members.added.length - members.removed.length);
  return { ...members, unquoted, isDeleted, rev, ...(head ? { head } : {}), ...(message ? { message } : {}) };
}

function parseSystem(json: string): SystemContent | undefined {
  return json === '' ? undefined : (JSON.parse(json) as SystemContent);
}

/** Applies a change in a transaction of its own. */
export function membershipApplyNow(db: Kysely<Database>, change: MembershipChanged): Promise<AppliedChange> {
  return db.transaction().execute((trx) => membershipApply(trx, change));
}
