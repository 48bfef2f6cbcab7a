import { NotificationsService } from '@bridges/contracts/proto';
import { defineModule, rpcService } from '@bridges/kit';
import { migrations } from '../migrations/index.ts';
import { onSessionStarted } from './consumers/on-session-started.ts';
import { onReminderDue } from './consumers/on-reminder-due.ts';
import { listNotificationsRoute } from './routes/list-notifications.ts';
import { readAllNotificationsRoute } from './routes/read-all-notifications.ts';
import { readNotificationRoute } from './routes/read-notification.ts';
import { countUnread } from './rpc/count-unread.ts';
import { createInboxAnnouncer } from './services/inbox-announce.ts';
import type { Db } from './tables/database.ts';

export const notifications = defineModule({
  name: 'notifications',
  migrations,
  create(platform) {
    const db: Db = platform.db;
    const announcer = createInboxAnnouncer(db, platform.bus, platform.log);
    return {
      http(app) {
        listNotificationsRoute(app, db);
        readNotificationRoute(app, db, announcer);
        readAllNotificationsRoute(app, db, announcer);
      },
      rpc: [rpcService(NotificationsService, { countUnread: countUnread(db) })],
      consumers: [onSessionStarted(announcer), onReminderDue(announcer)],
      stop: () => announcer.idle(),
    };
  },
});
