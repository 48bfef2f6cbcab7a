import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MembershipChanged } from '@bridges/contracts/proto';
import type { Broker, Bus } from '@bridges/kit';
import { presentLive } from '../presenters/live.ts';
import { usersOfChats } from '../presenters/chat.ts';
import { chatOfMembers } from '../selectors/chat-of-members.ts';
import type { Reader } from '../tables/database.ts';
import type { LiveAnnouncer } from './live-announcer.ts';
import type { AppliedChange } from './membership-apply.ts';
import type { FindUsers } from './user-finder.ts';
import { erasedQuotesAnnounce } from './waiting-quotes-erase.ts';

export interface AnnounceContext {
  db: Reader;
  bus: Bus;
  broker: Broker;
  live: LiveAnnouncer;
  findUsers: FindUsers;
}

/** Whose chats are built and told in one go; other work gets its turn in between. */
const batchSize = 200;

/**
 * Tells what a change did: one event to the whole chat for what everybody sees, and one more to each person
 * that came, went or has another role. Removals first: nothing may be heard after them (G7). Then what is
 * said in the chat, to those who were in it; who is new gets the chat as it is after that.
 */
export function membershipAnnounce(
  context: AnnounceContext,
  { chatId }: Pick<MembershipChanged, 'chatId'>,
  applied: AppliedChange,
): void {
  const { bus, broker, live } = context;
  const channel = `chat:${chatId}`;
  live.chatRemoved(chatId, applied.removed);
  erasedQuotesAnnounce(bus, applied.unquoted);
  if (applied.isDeleted) bus.publish(channel, presentGone(chatId));
  const { head, message } = applied;
  if (message) live.messagesStored(chatId, [{ message, rev: applied.rev }]);
  if (head) bus.publish(channel, presentLive({ ev: 'changed', chat: chatId, messages: [], ...head }));
  live.chatAdded(chatId, applied.added);
  void tellAdded(context, chatId, applied.added).catch(() => {});
  void live.chatChanged(chatId, applied.changed).catch(() => {});
  if (message || applied.isDeleted) broker.kick();
}

/** The chat as each of them has it, a query for many of them. */
async function tellAdded(
  { db, bus, findUsers }: AnnounceContext,
  chatId: string,
  userIds: readonly string[],
): Promise<void> {
  for (let at = 0; at < userIds.length; at += batchSize) {
    if (at > 0) await nextTurn();
    const chats = await chatOfMembers(db, chatId, userIds.slice(at, at + batchSize));
    const users = await findUsers(usersOfChats([...chats.values()]));
    for (const [userId, chat] of chats)
      bus.publish(`user:${userId}`, presentLive({ ev: 'chat', chat, users }));
  }
}

function presentGone(chatId: string): Uint8Array {
  return presentLive(
    { ev: 'chatGone', chat: chatId },
    { case: 'closeChat', value: { $typeName: 'bridges.gateway.v1.CloseChat', chatId } },
  );
}
