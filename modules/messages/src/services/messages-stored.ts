import type { Broker } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { MessagesMetrics } from '../metrics.ts';
import { chatMemberIds } from '../selectors/chat-member-ids.ts';
import type { Reader } from '../tables/database.ts';
import type { LiveAnnouncer } from './live-announcer.ts';
import type { OnStored } from './message-append.ts';

export interface StoredContext {
  db: Reader;
  broker: Broker;
  live: Pick<LiveAnnouncer, 'messagesStored' | 'chatChanged'>;
  metrics: Pick<MessagesMetrics, 'stored'>;
  log: FastifyBaseLogger;
}

/** What follows a commit: live events in the order of seq, and the outbox's kick. */
export function messagesStored({ db, broker, live, metrics, log }: StoredContext): OnStored {
  return (messages, heads) => {
    metrics.stored(messages.length);
    try {
      live.messagesStored(messages);
    } catch (error) {
      // The messages are stored whatever becomes of their events, which clients miss by seq and fetch.
      log.error({ err: error }, 'live events of stored messages were lost');
    }
    broker.kick();
    for (const { chatId, seq } of messages) {
      // The first message is what shows a direct chat to the other side.
      if (seq !== 1 || heads.get(chatId)?.kind !== 'direct') continue;
      chatMemberIds(db, chatId)
        .then((userIds) => live.chatChanged(chatId, userIds))
        .catch((error: unknown) => log.warn({ err: error }, 'a new chat could not be announced'));
    }
  };
}
