import { availableParallelism } from 'node:os';
import { FilesService, MessagesService } from '@bridges/contracts/proto';
import { defineModule } from '@bridges/kit';
import { migrations } from '../migrations/index.ts';
import { readAccountsConfig } from './config.ts';
import { forgetPeople } from './consumers/forget-people.ts';
import type { Deps } from './deps.ts';
import { deliverBlocks } from './jobs/deliver-blocks.ts';
import { purgeExpiredSessions } from './jobs/purge-expired-sessions.ts';
import { sendLetters } from './jobs/send-letters.ts';
import { rotateSigningKeys } from './jobs/rotate-signing-keys.ts';
import { addRoutes } from './routes/routes.ts';
import { accountsService } from './rpc/service.ts';
import { LiveSessions } from './selectors/live-sessions.ts';
import { createPeopleCaches } from './selectors/people-caches.ts';
import { createProfiles } from './selectors/profiles.ts';
import { createAvatarClaims } from './services/avatar-claims.ts';
import { createBlockDelivery } from './services/block-deliver.ts';
import { createLimits } from './services/limits.ts';
import { PasswordHasher } from './services/password-hasher.ts';
import { hashSecret } from './services/secrets.ts';
import { SessionActivity } from './services/session-activity.ts';
import { setupPrepare } from './services/setup-prepare.ts';
import { SigningKeys } from './services/signing-keys.ts';
import { userNamesFill } from './services/user-names-fill.ts';
import type { Db } from './tables/database.ts';

/** Who people are: accounts, sessions, profiles, the directory, the first administrator. */
export const accounts = defineModule({
  name: 'accounts',
  migrations,
  create(platform) {
    const config = readAccountsConfig(platform.env);
    const db: Db = platform.db;
    const messages = platform.rpc.client(MessagesService);
    const files = platform.rpc.client(FilesService);
    const peopleCaches = createPeopleCaches(platform.caches);
    const deps: Deps = {
      db,
      broker: platform.broker,
      bus: platform.bus,
      passwords: new PasswordHasher(
        config.PASSWORD_HASHES_AT_ONCE ?? Math.min(4, availableParallelism()),
        platform.passwordCost,
      ),
      keys: new SigningKeys(db),
      limits: createLimits(platform.rateLimits, config),
      liveSessions: new LiveSessions(db, platform.caches),
      peopleCaches,
      profiles: createProfiles(db, peopleCaches),
      activity: new SessionActivity(db, platform.log, config.ACTIVITY_FLUSH_MS),
      blockDelivery: createBlockDelivery(db, messages, platform.log),
      findChatMates: async (userId, otherIds) =>
        (await messages.findChatMates({ userId, otherIds: [...otherIds] })).mateIds,
      files,
      avatars: createAvatarClaims(db, files, platform),
      jobs: platform.jobs,
      mailer: platform.mailer,
      publicUrl: platform.publicUrl,
      work: platform.work,
      log: platform.log,
      environmentKeys: config.SERVICE_KEYS.map(({ name, secret }) => ({
        name,
        secretHash: hashSecret(secret),
      })),
    };
    let setupToken: string | undefined;
    return {
      http: (app) => addRoutes(app, deps),
      rpc: [accountsService(deps)],
      consumers: forgetPeople(peopleCaches, db),
      jobs: [
        deps.avatars.job,
        deliverBlocks(deps),
        purgeExpiredSessions(deps),
        ...sendLetters(deps),
        rotateSigningKeys(deps, config.SIGNING_KEY_DAYS),
      ],
      async start() {
        await deps.keys.prepare();
        await userNamesFill(db);
        setupToken = await setupPrepare(deps, config);
        deps.activity.start();
      },
      announce: () =>
        setupToken
          ? [
              `There is no administrator yet. Make one here, once: ${platform.publicUrl()}/setup?token=${setupToken}`,
            ]
          : [],
      async stop() {
        await Promise.all([deps.activity.stop(), deps.blockDelivery.idle()]);
      },
    };
  },
});
