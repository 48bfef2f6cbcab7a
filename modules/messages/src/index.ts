import { AccountsService, FilesService } from '@bridges/contracts/proto';
import { defineModule } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { migrations } from '../migrations/index.ts';
import { readMessagesConfig } from './config.ts';
import { indexMessagesChanged } from './consumers/index-messages-changed.ts';
import { indexMessagesSent } from './consumers/index-messages-sent.ts';
import { onBlockChanged } from './consumers/on-block-changed.ts';
import { onDeactivationChanged } from './consumers/on-deactivation-changed.ts';
import { onMembershipChanged } from './consumers/on-membership-changed.ts';
import { onMentionsWritten } from './consumers/on-mentions-written.ts';
import { onUserRegistered } from './consumers/on-user-registered.ts';
import { countMessages } from './jobs/count-messages.ts';
import { purgeDeletedChats } from './jobs/purge-deleted-chats.ts';
import { remind } from './jobs/remind.ts';
import { sendScheduled } from './jobs/send-scheduled.ts';
import { tendScheduled } from './jobs/tend-scheduled.ts';
import { chatMarkRoutes } from './routes/chat-mark-routes.ts';
import { forwardMessages } from './routes/forward-messages.ts';
import { adminListChats } from './routes/admin-list-chats.ts';
import { getChat } from './routes/get-chat.ts';
import { getMessagesOverview } from './routes/get-overview.ts';
import { getSocketAddress } from './routes/get-socket-address.ts';
import { listChanges } from './routes/list-changes.ts';
import { listChats } from './routes/list-chats.ts';
import { listMembers } from './routes/list-members.ts';
import { listAttachments } from './routes/list-attachments.ts';
import { listMessages } from './routes/list-messages.ts';
import { markRead } from './routes/mark-read.ts';
import { messageActRoutes } from './routes/message-act-routes.ts';
import { openDirectChat } from './routes/open-direct-chat.ts';
import { search } from './routes/search.ts';
import { searchIndex } from './routes/search-index.ts';
import { scheduledRoutes } from './routes/scheduled-routes.ts';
import { sendMessage } from './routes/send-message.ts';
import { messagesRpc } from './rpc/service.ts';
import { createChatListCache } from './selectors/chat-list-cache.ts';
import { createHistoryCache } from './selectors/history-cache.ts';
import { SearchTextCache } from './selectors/search-text-cache.ts';
import { SearchTurns } from './selectors/search-turns.ts';
import { AppendQueue } from './services/append-queue.ts';
import { FirstMessageCheck } from './services/first-message-check.ts';
import { epochCheck } from './services/epoch-check.ts';
import { createLiveAnnouncer } from './services/live-announcer.ts';
import { messageAppend } from './services/message-append.ts';
import { messagesStored } from './services/messages-stored.ts';
import { SearchThread } from './services/search-thread.ts';
import { createUserFinder } from './services/user-finder.ts';
import type { Database } from './tables/database.ts';
import { createMessagesMetrics } from './metrics.ts';

export { configSchema } from './config.ts';
export { errors } from './errors.ts';
export { publishedEvents } from './events.ts';

/** Chats and their messages. */
export const messages = defineModule({
  name: 'messages',
  migrations,
  create(platform) {
    const config = readMessagesConfig(platform.env);
    const db: Kysely<Database> = platform.db;
    const { broker, bus, pool } = platform;
    const accounts = platform.rpc.client(AccountsService);
    const files = platform.rpc.client(FilesService);
    const history = createHistoryCache(platform.caches);
    const chatLists = createChatListCache(platform.caches);
    const findUsers = createUserFinder(accounts, platform.log);
    const live = createLiveAnnouncer(platform.bus, db, findUsers);
    const metrics = createMessagesMetrics(platform.metrics);
    const isIndexing = config.MESSAGES_SEARCH_INDEX === 'on';
    const appendQueue = new AppendQueue({
      commit: (sends) => messageAppend(pool, sends, onStored),
      maxWaiting: config.MESSAGES_MAX_WAITING,
      batchSize: config.MESSAGES_BATCH_SIZE,
      commitsInFlight: config.MESSAGES_COMMITS_IN_FLIGHT,
    });
    const index = new SearchThread({
      databaseUrl: platform.databaseUrl,
      log: platform.log.child({ part: 'search' }),
      pressure: appendQueue.pressure.shared,
    });
    const onStored = messagesStored({
      ...{ broker, bus, live, metrics, log: platform.log },
      index: isIndexing ? index : undefined,
    });
    metrics.observeQueue(appendQueue);
    metrics.observeIndex(db);
    const sending = new FirstMessageCheck(appendQueue, accounts, db);
    const sendLimit = platform.rateLimits.create({
      name: 'messages-send',
      points: config.RATE_LIMIT_SENDS_PER_MINUTE,
      perSeconds: 60,
    });
    const marksLimit = platform.rateLimits.create({
      name: 'messages-marks',
      points: config.RATE_LIMIT_MARKS_PER_MINUTE,
      perSeconds: 60,
    });
    const acts = {
      db,
      bus,
      broker,
      live,
      findUsers,
      editWindowSeconds: config.MESSAGES_EDIT_WINDOW,
      actLimit: platform.rateLimits.create({
        name: 'messages-acts',
        points: config.RATE_LIMIT_ACTS_PER_MINUTE,
        perSeconds: 60,
      }),
    };
    const later = { db, bus, broker, jobs: platform.jobs, files, accounts, appendQueue: sending };
    return {
      http(app) {
        listChats(app, { db, broker, live, findUsers, chatLists });
        openDirectChat(app, { db, accounts, broker, live });
        getChat(app, { db });
        listMessages(app, { db, findUsers, history });
        listAttachments(app, { db, findUsers });
        listChanges(app, { db, findUsers });
        messageActRoutes(app, acts);
        sendMessage(app, { appendQueue: sending, files, sendLimit });
        forwardMessages(app, { db, appendQueue: sending, sendLimit });
        markRead(app, { db, broker, live });
        listMembers(app, { db, findUsers });
        getSocketAddress(app, { db });
        search(app, {
          db,
          findUsers,
          resolveNames: async (usernames) => (await accounts.resolveUsernames({ usernames })).userIds,
          timeoutMs: config.MESSAGES_SEARCH_TIMEOUT_MS,
          texts: new SearchTextCache(config.MESSAGES_SEARCH_CACHE_MB * 1_000_000),
          turns: new SearchTurns(config.MESSAGES_SEARCH_TIMEOUT_MS),
          searchLimit: platform.rateLimits.create({
            name: 'messages-search',
            points: config.RATE_LIMIT_SEARCHES_PER_MINUTE,
            perSeconds: 60,
          }),
        });
        searchIndex(app, { db, index });
        getMessagesOverview(app, { db, work: platform.work });
        adminListChats(app, { db });
        chatMarkRoutes(app, { db, bus, broker, files, marksLimit });
        scheduledRoutes(app, { ...later, marksLimit, findUsers });
      },
      rpc: [messagesRpc({ db, bus, broker, live, appendQueue: sending, files, findUsers })],
      consumers: [
        onUserRegistered({ broker, live }),
        onBlockChanged(live),
        onDeactivationChanged(live),
        onMembershipChanged({ db, bus, broker, live, findUsers }),
        onMentionsWritten({ db, bus, broker, accounts }),
        ...(isIndexing ? [indexMessagesSent(index), indexMessagesChanged(index)] : []),
      ],
      jobs: [
        purgeDeletedChats(db),
        countMessages(db),
        sendScheduled(later),
        tendScheduled(later),
        remind(later),
      ],
      start: async () => {
        await epochCheck(db);
        if (isIndexing) index.start();
      },
      stop: async () => {
        await Promise.all([index.stop(), appendQueue.idle()]);
      },
    };
  },
});
