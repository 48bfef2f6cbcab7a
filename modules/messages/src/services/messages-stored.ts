import type { Broker, Bus } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { MessagesMetrics } from '../metrics.ts';
import { endedDraftsAnnounce } from './drafts-end.ts';
import type { LiveAnnouncer } from './live-announcer.ts';
import type { OnStored } from './message-append.ts';
import type { SearchThread } from './search-thread.ts';

export interface StoredContext {
  broker: Broker;
  bus: Bus;
  live: Pick<LiveAnnouncer, 'messagesStored' | 'directChatBegun'>;
  metrics: Pick<MessagesMetrics, 'stored'>;
  log: FastifyBaseLogger;
  /** Undefined: nothing is indexed here. */
  index: Pick<SearchThread, 'keep'> | undefined;
}

/** What follows a commit: live events in the order of seq, and the outbox's kick. */
export function messagesStored({ broker, bus, live, metrics, log, index }: StoredContext): OnStored {
  return (event, messages, heads, quoted, endedDrafts) => {
    metrics.stored(messages.length);
    try {
      for (const [chatId, own] of Map.groupBy(messages, (message) => message.chatId)) {
        const head = heads.get(chatId);
        const [first] = own;
        // The first message is what shows a direct chat to the other side.
        if (first?.seq === 1 && head?.kind === 'direct') live.directChatBegun(first, head);
        const told = own.map((message) => {
          const { replyTo } = message.content ?? {};
          return {
            message,
            rev: head?.rev ?? 0,
            quoted: replyTo && quoted.get(`${chatId}:${replyTo.seq}`),
          };
        });
        live.messagesStored(chatId, told);
      }
      endedDraftsAnnounce(bus, endedDrafts);
    } catch (error) {
      // The messages are stored whatever becomes of their events, which clients miss by seq and fetch.
      log.error({ err: error }, 'live events of stored messages were lost');
    }
    broker.kick(event);
    index?.keep(event, messages, heads);
  };
}
