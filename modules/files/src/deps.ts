import type { GroupsService, MessagesService } from '@bridges/contracts/proto';
import type { Broker, Files, Jobs, KeyedQueue, Outgoing, Platform, RpcClient } from '@bridges/kit';
import type { Config } from './config.ts';
import type { FileLimits } from './services/limits.ts';
import type { Pictures } from './services/pictures.ts';
import type { Db } from './tables/database.ts';

/** What there is to build on; each function takes the `Pick` that it uses. */
export interface Deps {
  db: Db;
  storage: Files;
  broker: Pick<Broker, 'kick'>;
  jobs: Jobs;
  pictures: Pictures;
  limits: FileLimits;
  outgoing: Outgoing;
  /** Questions about one address, one after the other. */
  previewQueue: KeyedQueue;
  messages: RpcClient<typeof MessagesService>;
  groups: RpcClient<typeof GroupsService>;
  config: Config;
  log: Platform['log'];
  work: Platform['work'];
}
