import type { Bus } from '@bridges/kit';
import type { Reader } from '../tables/database.ts';
import { presentChanged, presentLive, presentLiveMessages } from '../presenters/live.ts';
import type { ToldMessage } from '../presenters/live.ts';
import { chatGet } from '../selectors/chat-get.ts';
import type { FindUsers } from './user-finder.ts';
import { presentBegunChat, usersOfChats } from '../presenters/chat.ts';
import type { DirectHead } from '../presenters/chat.ts';
import type { StoredMessage } from './append-queue.ts';
import type { ToldChange } from './message-change.ts';
import type { RevStep } from './rev-raise.ts';

/** Tells devices what has happened. Best effort: whoever misses it finds it by seq or at the next resume. */
export interface LiveAnnouncer {
  /** New messages of a chat, in the order of their seqs. */
  messagesStored(chatId: string, messages: readonly ToldMessage[]): void;
  /** A direct chat has its first message: both have it in their lists from now on. Said before the message. */
  directChatBegun(message: StoredMessage, head: DirectHead): void;
  /** These users' sockets belong to the chat from now on. */
  chatAdded(chatId: string, userIds: readonly string[]): void;
  /** The chat's head as each of these users sees it. */
  chatChanged(chatId: string, userIds: readonly string[]): Promise<void>;
  /** The same for one who knows the people in it already, and how they are. */
  chatRulesChanged(chatId: string, userId: string): Promise<void>;
  /** These users' sockets must hear nothing more of it. */
  chatRemoved(chatId: string, userIds: readonly string[]): void;
  /** Nobody sees who types in it, or both do again. */
  chatSilenced(chatId: string, userIds: readonly string[], isSilent: boolean): void;
  markerMoved(chatId: string, userId: string, seq: number, isShownToOthers: boolean): void;
  /** What was there changed: messages, or the head alone. */
  chatRevised(step: RevStep, told?: ToldChange): void;
}

/** Messages in one payload: no more than some hundred KiB. */
const toldTogether = 50;

export function createLiveAnnouncer(bus: Bus, db: Reader, findUsers: FindUsers): LiveAnnouncer {
  return {
    messagesStored(chatId, messages) {
      for (let at = 0; at < messages.length; at += toldTogether)
        bus.publish(`chat:${chatId}`, presentLiveMessages(messages.slice(at, at + toldTogether)));
    },
    directChatBegun(message, head) {
      for (const userId of [head.userLow, head.userHigh]) {
        if (userId === null) continue;
        const chat = presentBegunChat(message, head, userId);
        bus.publish(`user:${userId}`, presentLive({ ev: 'chat', chat, users: [] }));
      }
    },
    chatAdded(chatId, userIds) {
      const payload = presentLive(undefined, {
        case: 'subscribe',
        value: { $typeName: 'bridges.gateway.v1.Subscribe', chatId },
      });
      for (const userId of userIds) bus.publish(`user:${userId}`, payload);
    },
    async chatChanged(chatId, userIds) {
      for (const userId of userIds) {
        const chat = await chatGet(db, userId, chatId).catch(() => undefined);
        if (chat)
          bus.publish(
            `user:${userId}`,
            presentLive({ ev: 'chat', chat, users: await findUsers(usersOfChats([chat]), userId) }),
          );
      }
    },
    async chatRulesChanged(chatId, userId) {
      const chat = await chatGet(db, userId, chatId).catch(() => undefined);
      if (chat) bus.publish(`user:${userId}`, presentLive({ ev: 'chat', chat, users: [] }));
    },
    chatRemoved(chatId, userIds) {
      const payload = presentLive(
        { ev: 'chatGone', chat: chatId },
        { case: 'unsubscribe', value: { $typeName: 'bridges.gateway.v1.Unsubscribe', chatId } },
      );
      for (const userId of userIds) bus.publish(`user:${userId}`, payload);
    },
    chatSilenced(chatId, userIds, isSilent) {
      const payload = presentLive(undefined, {
        case: 'silence',
        value: { $typeName: 'bridges.gateway.v1.Silence', chatId, isSilent },
      });
      for (const userId of userIds) bus.publish(`user:${userId}`, payload);
    },
    markerMoved(chatId, userId, seq, isShownToOthers) {
      const payload = presentLive({ ev: 'read', chat: chatId, user: userId, seq });
      bus.publish(isShownToOthers ? `chat:${chatId}` : `user:${userId}`, payload);
    },
    chatRevised(step, told) {
      const owner = told?.isSecret === true ? told.mineOf?.user : undefined;
      bus.publish(`chat:${step.chatId}`, presentLive(presentChanged(step, told, owner === undefined)));
      if (owner !== undefined) bus.publish(`user:${owner}`, presentLive(presentChanged(step, told)));
    },
  };
}
