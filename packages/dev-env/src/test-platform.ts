import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createLogger, StartError } from '@bridges/kit';
import type { Bus, Logger, ModuleName, PasswordCost, RouteEntry, Rpc } from '@bridges/kit';
import { startServer } from '@bridges/server';
import type { BridgesServer } from '@bridges/server';
import { relaxedLimits } from './relaxed-limits.ts';
import { createTestDatabases } from './test-databases.ts';
import { TestUser } from './test-user.ts';

export interface TestPlatformOptions {
  /** Connection string of a PostgreSQL where databases may be made (vitest: `inject('postgresUrl')`). */
  postgresUrl: string;
  /** Modules to run (default: all). */
  services?: ModuleName[];
  /** More of the environment, e.g. `{ OPEN_ROOMS: 'false' }`. */
  env?: Record<string, string>;
  /** `debug` to see what happens (default `silent`). */
  logLevel?: string;
  /** Where its logs go instead, to look at what they hold. */
  logger?: Logger;
  /** Passwords take as long as in production; by default next to nothing, since every test makes people. */
  hasFullPasswordCost?: boolean;
  /** What is sent is indexed for searches, as in production; by default not, since each server would begin a thread for it. */
  hasSearchIndex?: boolean;
  /** So many times as long as usual are calls and connections waited for (default 6: a busy machine is no reason to fail). */
  patience?: number;
}

/**
 * A whole Bridges on databases of its own, reached through its doors like any other.
 *
 * @example await using platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
 *   const alice = await platform.user('alice');
 */
export class TestPlatform {
  /** What a person at the terminal was told, over all starts. */
  readonly announcements: string[] = [];
  readonly #options: TestPlatformOptions;
  readonly #dataEnv: Record<string, string>;
  readonly #dropData: () => Promise<void>;
  #server: BridgesServer;

  private constructor(
    options: TestPlatformOptions,
    server: BridgesServer,
    data: { env: Record<string, string>; drop: () => Promise<void> },
  ) {
    this.#options = options;
    this.#server = server;
    this.#dataEnv = data.env;
    this.#dropData = data.drop;
    this.announcements.push(...server.announcements);
  }

  static async start(options: TestPlatformOptions): Promise<TestPlatform> {
    const [databases, DATA_DIR] = await Promise.all([
      createTestDatabases(options.postgresUrl, options.services),
      mkdtemp(join(tmpdir(), 'bridges-data-')),
    ]);
    const env = { ...databases.env, DATA_DIR };
    return new TestPlatform(options, await launch(options, env), {
      env,
      async drop() {
        await Promise.all([databases.drop(), rm(DATA_DIR, { recursive: true, force: true })]);
      },
    });
  }

  /** e.g. `http://localhost:41234` */
  get url(): string {
    return this.#server.url;
  }

  /** Calls between modules, to ask as another module would. */
  get rpc(): Rpc {
    return this.#server.rpc;
  }

  /** The live bus, to hear what gateways hear. */
  get bus(): Bus {
    return this.#server.bus;
  }

  /** Every REST route that is served. */
  get routes(): readonly RouteEntry[] {
    return this.#server.routes;
  }

  /** Where it keeps its files, to look behind the doors. */
  get dataDir(): string {
    return this.#dataEnv['DATA_DIR'] ?? '';
  }

  /** Connection string of a module's database, to look behind the doors. */
  databaseUrl(module: Exclude<ModuleName, 'gateway'>): string {
    const url = this.#dataEnv[`${module.toUpperCase()}_DATABASE_URL`];
    if (!url) throw new StartError(`no database of ${module}`);
    return url;
  }

  /**
   * Registers somebody new and signs her in; every module knows her then (messages has made her saved chat). The name
   * gets a suffix, so that it is free in any test.
   */
  async user(name: string, fields: Parameters<typeof TestUser.register>[2] = {}): Promise<TestUser> {
    const user = await TestUser.register(this.url, name, fields);
    // Where a test has broken a module, or keeps one at work, she is not waited for for ever.
    await Promise.race([this.settled().catch(() => undefined), delay(10_000, undefined, { ref: false })]);
    return user;
  }

  /** What it tells Prometheus. */
  metrics(): Promise<string> {
    return this.#server.metrics();
  }

  /** Resolves when events and jobs have been carried out. */
  settled(): Promise<void> {
    return this.#server.settled();
  }

  /** Stops the server and starts it again on the same data; the address changes. */
  async restart(): Promise<void> {
    await this.#server.stop();
    this.#server = await launch(this.#options, this.#dataEnv);
    this.announcements.push(...this.#server.announcements);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await this.#dropData();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

export const startTestPlatform = (options: TestPlatformOptions): Promise<TestPlatform> =>
  TestPlatform.start(options);

/** The least that Argon2id takes. */
const leastPasswordCost: PasswordCost = { memoryCost: 8, timeCost: 1, parallelism: 1 };

function launch(options: TestPlatformOptions, dataEnv: Record<string, string>): Promise<BridgesServer> {
  const env = {
    PORT: '0',
    METRICS_PORT: '0',
    HOST: '127.0.0.1',
    GATEWAY_RECONNECT_SPREAD_MS: '50',
    ...relaxedLimits,
    // Entries that come by the clock would meet tests by accident.
    INBOX_MESSAGES_AFTER_SECONDS: '3600',
    MESSAGES_SEARCH_INDEX: options.hasSearchIndex === true ? 'on' : 'off',
    ...dataEnv,
    ...(options.services ? { SERVICES: options.services.join(',') } : {}),
    ...options.env,
  };
  const level = options.logLevel ?? process.env['TEST_LOG_LEVEL'] ?? 'silent';
  return startServer(env, {
    log: options.logger ?? createLogger({ level }),
    patience: options.patience ?? 6,
    ...(options.hasFullPasswordCost === true ? {} : { passwordCost: leastPasswordCost }),
  });
}
