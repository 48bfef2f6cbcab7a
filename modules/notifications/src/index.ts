import { MessagesService, NotificationsService } from '@bridges/contracts/proto';
import { defineModule, rpcService } from '@bridges/kit';
import { migrations } from '../migrations/index.ts';
import { onAccountEvents } from './consumers/on-account-events.ts';
import { onGroupEvents } from './consumers/on-group-events.ts';
import { onMembershipChanged } from './consumers/on-membership-changed.ts';
import { onMentioned } from './consumers/on-mentioned.ts';
import { onMessagesChanged } from './consumers/on-messages-changed.ts';
import { onReactionsSeen } from './consumers/on-reactions-seen.ts';
import { onReadMarkerMoved } from './consumers/on-read-marker-moved.ts';
import { onReminderDue } from './consumers/on-reminder-due.ts';
import { onReplied } from './consumers/on-replied.ts';
import { onSessionStarted } from './consumers/on-session-started.ts';
import { telegramJobs } from './jobs/telegram-jobs.ts';
import { purgeOld } from './jobs/purge-old.ts';
import { listNotificationsRoute } from './routes/list-notifications.ts';
import { readAllNotificationsRoute } from './routes/read-all-notifications.ts';
import { readNotificationRoute } from './routes/read-notification.ts';
import { telegramRoutes } from './routes/telegram-routes.ts';
import { countUnread } from './rpc/count-unread.ts';
import { createInboxAnnouncer } from './services/inbox-announce.ts';
import type { Db } from './tables/database.ts';
import { createTelegram } from './telegram/telegram.ts';

export const notifications = defineModule({
  name: 'notifications',
  migrations,
  create(platform) {
    const db: Db = platform.db;
    const messages = platform.rpc.client(MessagesService);
    const announcer = createInboxAnnouncer(db, platform.bus, platform.log);
    const telegram = createTelegram(platform);
    const context = { announcer, broker: platform.broker, messages };
    return {
      http(app) {
        listNotificationsRoute(app, { db, announcer, messages });
        readNotificationRoute(app, db, announcer);
        readAllNotificationsRoute(app, db, announcer);
        telegramRoutes(app, db, telegram);
      },
      rpc: [rpcService(NotificationsService, { countUnread: countUnread(db) })],
      consumers: [
        onSessionStarted(announcer),
        ...onAccountEvents(context),
        ...onGroupEvents(context),
        onMembershipChanged(context),
        onMentioned(context),
        onReplied(context),
        onMessagesChanged(context),
        onReadMarkerMoved(context),
        onReactionsSeen(context),
        onReminderDue(context),
      ],
      jobs: [purgeOld(db), ...telegramJobs(db, telegram.bot?.context)],
      start: async () => telegram.start(),
      stop: async () => {
        await telegram.stop();
        await announcer.idle();
      },
    };
  },
});
