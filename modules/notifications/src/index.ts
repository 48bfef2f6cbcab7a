import { AccountsService, MessagesService, NotificationsService } from '@bridges/contracts/proto';
import { defineModule, rpcService } from '@bridges/kit';
import { migrations } from '../migrations/index.ts';
import { Channels } from './channels/channels.ts';
import { createPush } from './channels/push.ts';
import { readLadderConfig } from './config.ts';
import { onAccountEvents } from './consumers/on-account-events.ts';
import { onGroupEvents } from './consumers/on-group-events.ts';
import { onMailAddressChanged } from './consumers/on-mail-address-changed.ts';
import { onMembershipChanged } from './consumers/on-membership-changed.ts';
import { onMentioned } from './consumers/on-mentioned.ts';
import { onMessagesChanged } from './consumers/on-messages-changed.ts';
import { onMessagesSent } from './consumers/on-messages-sent.ts';
import { onNotificationCreated } from './consumers/on-notification-created.ts';
import { onReactionsSeen } from './consumers/on-reactions-seen.ts';
import { onReadMarkerMoved } from './consumers/on-read-marker-moved.ts';
import { onReminderDue } from './consumers/on-reminder-due.ts';
import { onReplied } from './consumers/on-replied.ts';
import { onSessionStarted } from './consumers/on-session-started.ts';
import { clear } from './jobs/clear.ts';
import { deliver } from './jobs/deliver.ts';
import { purgeMail } from './jobs/purge-mail.ts';
import { createMail } from './mail/mail.ts';
import { unsubscribeRoutes } from './routes/unsubscribe.ts';
import { purgeOld } from './jobs/purge-old.ts';
import { telegramJobs } from './jobs/telegram-jobs.ts';
import { createLadderMetrics } from './metrics.ts';
import { getNotificationsOverview } from './routes/get-overview.ts';
import { ladderSettingsRoutes } from './routes/ladder-settings-routes.ts';
import { listNotificationsRoute } from './routes/list-notifications.ts';
import { pushRoutes } from './routes/push-routes.ts';
import { readAllNotificationsRoute } from './routes/read-all-notifications.ts';
import { readNotificationRoute } from './routes/read-notification.ts';
import { sendTestRoute } from './routes/send-test.ts';
import { telegramRoutes } from './routes/telegram-routes.ts';
import { traceRoutes } from './routes/trace-routes.ts';
import { countUnread } from './rpc/count-unread.ts';
import { dueCount } from './selectors/due-count.ts';
import { jobsAtOnce } from './services/deliver-enqueue.ts';
import { createInboxAnnouncer } from './services/inbox-announce.ts';
import { Ladder } from './services/ladder.ts';
import type { Db } from './tables/database.ts';
import type { NotificationRow } from './tables/notifications.ts';
import { createTelegram } from './telegram/telegram.ts';

export const notifications = defineModule({
  name: 'notifications',
  migrations,
  create(platform) {
    const db: Db = platform.db;
    const messages = platform.rpc.client(MessagesService);
    const announcer = createInboxAnnouncer(db, platform.bus, platform.log);
    const { broker } = platform;
    const announceEntry = (row: NotificationRow) => {
      broker.kick();
      announcer.announceCreated(row);
    };
    const telegram = createTelegram(platform, announceEntry);
    const config = readLadderConfig(platform.env);
    const entriesAfterSeconds = config.INBOX_MESSAGES_AFTER_SECONDS;
    const push = createPush(platform, config, announceEntry);
    const mail = createMail(platform);
    const channels = new Channels([push.channel, telegram.channel, mail.channel]);
    const { jobs, log, presence } = platform;
    const ladder = new Ladder({
      db,
      jobs,
      channels,
      messages,
      presence,
      log,
      announcer,
      entriesAfterSeconds,
    });
    const metrics = createLadderMetrics(platform.metrics);
    metrics.observeBacklog(() => dueCount(db));
    const accounts = platform.rpc.client(AccountsService);
    const telling = { db, jobs, channels, messages, accounts, metrics, log };
    const testLimit = platform.rateLimits.create({ name: 'send-me-a-test', points: 20, perSeconds: 600 });
    const context = { announcer, broker, messages, ladder, telegram, entriesAfterSeconds };
    return {
      async http(app) {
        listNotificationsRoute(app, { db, announcer, messages });
        readNotificationRoute(app, db, announcer);
        readAllNotificationsRoute(app, db, announcer);
        ladderSettingsRoutes(app, { db, channels, accounts });
        sendTestRoute(app, { db, channels, accounts, testLimit });
        traceRoutes(app, { db, channels });
        getNotificationsOverview(app, { db, work: platform.work });
        pushRoutes(app, push.routes);
        telegramRoutes(app, db, telegram);
        await unsubscribeRoutes(app, db, mail);
      },
      rpc: [rpcService(NotificationsService, { countUnread: countUnread(db) })],
      consumers: [
        onSessionStarted(context),
        ...onAccountEvents(context),
        ...onGroupEvents(context),
        onMembershipChanged(context),
        onMentioned(context),
        onReplied(context),
        onMessagesChanged(context),
        onReadMarkerMoved(context),
        onReactionsSeen(context),
        onReminderDue(context),
        onMailAddressChanged(context),
        onMessagesSent(ladder, context),
        onNotificationCreated(ladder),
      ],
      jobs: [
        purgeOld(db),
        purgeMail(db),
        deliver(telling),
        clear(channels),
        ...telegramJobs(db, telegram.bot?.context),
      ],
      jobsAtOnce,
      async start() {
        await push.start();
        telegram.start();
        ladder.start();
      },
      async stop() {
        await ladder.stop();
        await telegram.stop();
        await push.stop();
        await announcer.idle();
      },
    };
  },
});
