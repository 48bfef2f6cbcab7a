import type { FilesService } from '@bridges/contracts/proto';
import type { Broker, Bus, Claims, Jobs, Mailer, Platform, RpcClient } from '@bridges/kit';
import type { FindChatMates } from './selectors/people-by-id.ts';
import type { LiveSessions } from './selectors/live-sessions.ts';
import type { PeopleCaches } from './selectors/people-caches.ts';
import type { Profiles } from './selectors/profiles.ts';
import type { AvatarClaim } from './services/avatar-claims.ts';
import type { BlockDelivery } from './services/block-deliver.ts';
import type { AccountLimits } from './services/limits.ts';
import type { PasswordHasher } from './services/password-hasher.ts';
import type { EnvironmentKey } from './services/service-key-check.ts';
import type { SessionActivity } from './services/session-activity.ts';
import type { SigningKeys } from './services/signing-keys.ts';
import type { Db } from './tables/database.ts';

/** What there is to build on; each function takes the `Pick` that it uses. */
export interface Deps {
  db: Db;
  broker: Pick<Broker, 'kick'>;
  bus: Pick<Bus, 'publish'>;
  passwords: PasswordHasher;
  keys: SigningKeys;
  limits: AccountLimits;
  liveSessions: LiveSessions;
  peopleCaches: PeopleCaches;
  profiles: Profiles;
  activity: SessionActivity;
  blockDelivery: BlockDelivery;
  findChatMates: FindChatMates;
  files: RpcClient<typeof FilesService>;
  avatars: Claims<AvatarClaim>;
  jobs: Jobs;
  mailer: Mailer;
  publicUrl: Platform['publicUrl'];
  work: Platform['work'];
  log: Platform['log'];
  environmentKeys: readonly EnvironmentKey[];
}
