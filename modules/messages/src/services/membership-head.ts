import type { ChatHead } from '@bridges/contracts';
import type { MembershipChanged } from '@bridges/contracts/proto';
import type { Transaction } from 'kysely';
import { presentChatHead, presentGroupInfo } from '../presenters/group-info.ts';
import type { Database } from '../tables/database.ts';
import type { LockedChat } from './membership-lock.ts';

/** A chat's head before and after one act. */
export interface HeadChange {
  /** The chat's rev before it. */
  after: number;
  rev: number;
  head: ChatHead;
}

/**
 * Writes a locked chat as the change leaves it: version, counters, and its head, which gets a rev of its own
 * when anything in it is another now.
 */
export async function headChange(
  trx: Transaction<Database>,
  chat: LockedChat,
  { version, group }: MembershipChanged,
  memberDifference: number,
): Promise<HeadChange | undefined> {
  const before = presentChatHead(chat);
  const counted = (chat.groupInfo?.memberCount ?? 0) + memberDifference;
  const after = group
    ? {
        ...before,
        title: group.title,
        handle: group.handle || null,
        // Zero: told by a version that did not count.
        group: presentGroupInfo(group, group.memberCount || counted),
      }
    : before;
  const isChanged = !isSame(before, after);
  const rev = chat.rev + (isChanged ? 1 : 0);
  await trx
    .updateTable('chats')
    .set({
      membershipVersion: version,
      lastSeq: chat.lastSeq,
      lastActivityAt: chat.lastActivityAt,
      topReader: chat.topReader,
      topReadSeq: chat.topReadSeq,
      secondReadSeq: chat.secondReadSeq,
      ...(isChanged ? { rev, headRev: rev, ...headColumns(after) } : {}),
    })
    .where('id', '=', chat.id)
    .execute();
  return isChanged ? { after: chat.rev, rev, head: after } : undefined;
}

/** What sends are judged by stands in columns of its own. */
function headColumns({ title, handle, group }: ChatHead) {
  return {
    title,
    handle,
    groupInfo: JSON.stringify(group),
    ...(group
      ? {
          isPublic: group.isPublic,
          postRole: group.postRole,
          slowModeSeconds: group.slowModeSeconds,
          state: group.state,
        }
      : {}),
  };
}

/** Documents come back from the database with their keys in another order. */
function isSame(one: ChatHead, other: ChatHead): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
