import { AccountsService } from '@bridges/contracts/proto';
import {
  addHealth,
  createFiles,
  createHttpApp,
  createIdentity,
  createJobs,
  createMailer,
  createMetrics,
  createServiceKeys,
  deadEventList,
  drainHttp,
  observePools,
} from '@bridges/kit';
import type {
  Bus,
  Env,
  GraphileJobs,
  HttpApp,
  Module,
  ModuleName,
  ModuleParts,
  PasswordCost,
  Platform,
  Rpc,
} from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';
import { actRoutes } from './admin/act-routes.ts';
import { eventRoutes } from './admin/event-routes.ts';
import { observeJobs } from './admin/job-metrics.ts';
import { jobRoutes } from './admin/job-routes.ts';
import { betweenInMemory } from './between-in-memory.ts';
import type { ServerConfig } from './config.ts';
import { Databases } from './databases.ts';
import type { ModuleDatabase } from './databases.ts';
import { addServerDocs } from './docs.ts';
import { listeningUrl } from './listen.ts';
import { startOwnPostgres } from './own-postgres.ts';
import type { OwnPostgres } from './own-postgres.ts';
import { routeUpgrades } from './upgrades.ts';
import { addWeb } from './web.ts';

/** Imported only when they run here. */
const catalog: Record<ModuleName, () => Promise<Module>> = {
  accounts: async () => (await import('@bridges/accounts')).accounts,
  groups: async () => (await import('@bridges/groups')).groups,
  messages: async () => (await import('@bridges/messages')).messages,
  files: async () => (await import('@bridges/files')).files,
  notifications: async () => (await import('@bridges/notifications')).notifications,
  gateway: async () => (await import('@bridges/gateway')).gateway,
};

export interface Composition {
  app: HttpApp;
  metrics: Registry;
  /** The doors between modules. */
  rpc: Rpc;
  bus: Bus;
  /** Makes the modules ready and lets events and jobs flow; call before requests can come in. */
  start(): Promise<void>;
  /** What to tell the person at the terminal, once requests can come in. */
  announcements(): string[];
  /** Refuses new work, finishes what is under way, closes everything. */
  stop(): Promise<void>;
  /** Resolves when outboxes are empty and no job is due. */
  settled(): Promise<void>;
}

interface Composed {
  module: Module;
  parts: ModuleParts;
  jobs: GraphileJobs | undefined;
}

export interface ComposeOptions {
  passwordCost?: PasswordCost | undefined;
  /** So many times as long as usual are calls and connections waited for. */
  patience?: number | undefined;
  /** One that was begun before; ended with the composition. */
  postgres?: OwnPostgres | undefined;
}

/** Wires the modules of this process to each other and to those of other processes. */
export async function compose(
  config: ServerConfig,
  env: Env,
  log: FastifyBaseLogger,
  { passwordCost, patience = 1, postgres = startOwnPostgres(config, log) }: ComposeOptions = {},
): Promise<Composition> {
  const databases = new Databases(config, log, postgres, patience);
  try {
    return await composeOn(databases, config, env, log, { passwordCost, patience });
  } catch (error) {
    await databases.close();
    throw error;
  }
}

async function composeOn(
  databases: Databases,
  config: ServerConfig,
  env: Env,
  log: FastifyBaseLogger,
  { passwordCost, patience }: Pick<ComposeOptions, 'passwordCost' | 'patience'>,
): Promise<Composition> {
  const metrics = createMetrics({ services: config.services.join(',') });
  const pools: { name: string; pool: Pool }[] = [];
  // First of all: other metrics ask the databases, and would count as waiting.
  observePools(metrics, pools);
  const between = config.isAlone
    ? betweenInMemory(log, metrics, patience)
    : await (await import('./between-services.ts')).betweenServices(config, log, metrics);
  const { rpc, bus, broker } = between;
  const accounts = rpc.client(AccountsService);
  const identity = createIdentity({
    fetchKeys: async () => JSON.parse((await accounts.getSigningKeys({})).jwksJson),
    async checkSession(id) {
      const answer = await accounts.checkSessions({ sessionIds: [id], isUse: true });
      if (answer.liveSessionIds.length !== 1) return undefined;
      return { isAdmin: answer.adminSessionIds.length === 1 };
    },
  });
  const serviceKeys = createServiceKeys(async (secretHash) => {
    const { key } = await accounts.checkServiceKey({ secretHash });
    return key && { keyId: key.id, name: key.name, scopes: key.scopes };
  });
  const modules = await Promise.all(config.services.map((name) => catalog[name]()));
  const [app, opened] = await Promise.all([
    createHttpApp({
      log,
      identity,
      serviceKeys,
      trustProxy: config.TRUST_PROXY === '' ? false : config.TRUST_PROXY,
      metrics,
    }),
    Promise.all(modules.map(async (module) => (module.migrations ? databases.open(module) : undefined))),
  ]);
  let isStopping = false;
  const closeHttp = async () => {
    // Where others go on in its place, a proxy must not notice.
    if (!config.isAlone) await drainHttp(app.server);
    await app.close();
  };
  addHealth(
    app,
    between.probes.concat(
      modules.flatMap((module, index) => {
        const database = opened[index];
        if (!database) return [];
        return [
          {
            name: `database ${module.name}`,
            isReady: async () => (await database.pool.query('select 1')).rowCount === 1,
          },
        ];
      }),
    ),
    () => isStopping,
  );
  await addServerDocs(app, config);

  const mailer = createMailer(config, log, env['NODE_ENV'] === 'production');
  const shared = {
    env,
    rpc,
    bus,
    identity,
    metrics,
    caches: between.caches,
    rateLimits: between.rateLimits,
    presence: between.presence,
    mailer,
    passwordCost,
  };
  const composed: Composed[] = [];
  for (const [index, module] of modules.entries()) {
    const database = opened[index];
    const moduleLog = log.child({ module: module.name });
    if (database) pools.push({ name: module.name, pool: database.pool });
    const jobs = database && createJobs({ ...database, log: moduleLog });
    const platform: Platform = {
      ...shared,
      ...databaseOf(module, database, jobs),
      work: () => workCounts(database?.db, jobs),
      files: createFiles(config, config.DATA_DIR, module.name),
      log: moduleLog,
      broker: broker.for(module.name),
      publicUrl: () => config.PUBLIC_URL?.replace(/\/$/, '') ?? listeningUrl(app.server, config),
    };
    const parts = await module.create(platform);
    for (const service of parts.rpc ?? []) between.serve(service);
    const attached = database && { name: module.name, db: database.db, consumers: parts.consumers ?? [] };
    if (attached) broker.attach(attached);
    jobs?.register(parts.jobs ?? [], parts.jobsAtOnce);
    const { http } = parts;
    await app.register(async (scope) => {
      scope.decorate('serviceName', module.name);
      await http?.(scope as HttpApp);
      if (jobs && parts.jobs?.length) jobRoutes(scope as HttpApp, module.name, jobs);
      if (!attached) return;
      eventRoutes(scope as HttpApp, module.name, attached);
      actRoutes(scope as HttpApp, module.name, attached.db);
    });
    composed.push({ module, parts, jobs });
  }
  observeJobs(
    metrics,
    composed.flatMap(({ module, jobs }) => (jobs ? [{ module: module.name, jobs }] : [])),
  );
  if (config.hasWeb) await addWeb(app);
  routeUpgrades(
    app.server,
    composed.flatMap(({ parts }) => Object.entries(parts.upgrades ?? {})),
    () => isStopping,
  );
  await app.ready();

  return {
    app,
    metrics,
    rpc,
    bus,
    async start() {
      // Before the modules start: they may call each other then.
      await between.listen(() => !isStopping);
      for (const { parts } of composed) await parts.start?.();
      broker.start();
      await Promise.all(composed.map(async ({ jobs }) => jobs?.start()));
    },
    announcements: () => composed.flatMap(({ parts }) => parts.announce?.() ?? []),
    async stop() {
      isStopping = true;
      // Sockets first: they keep an HTTP server from closing. The caps add up to less than the whole's 25 s.
      const late = capped(log);
      const [sockets, others] = [composed.filter(isGateway), composed.filter((one) => !isGateway(one))];
      await late('sockets', 8000, Promise.all(sockets.map(async ({ parts }) => parts.stop?.())));
      await late('requests', 4000, closeHttp());
      // After them, so that those who have this copy only are without it no longer than they must.
      await late('calls', 2000, between.drain());
      await late('modules', 3000, Promise.all(others.map(async ({ parts }) => parts.stop?.())));
      await late('jobs', 3000, Promise.all(composed.map(async ({ jobs }) => jobs?.stop())));
      await late('events', 2000, broker.stop());
      mailer.close();
      await late('connections', 2000, between.close());
      await databases.close();
    },
    async settled() {
      await broker.idle();
      await Promise.all(composed.map(async ({ jobs }) => jobs?.idle()));
      await broker.idle();
    },
  };
}

/** A module without migrations has no database: touching one is a mistake in it. */
function databaseOf(module: Module, database: ModuleDatabase | undefined, jobs: GraphileJobs | undefined) {
  if (database && jobs) return { ...database, databaseUrl: database.connectionString, jobs };
  const none = (): never => {
    throw new Error(`${module.name} has no database`);
  };
  const nothing = new Proxy({}, { get: none });
  type Parts = Pick<Platform, 'db' | 'pool' | 'databaseUrl' | 'jobs'>;
  return { db: nothing, pool: nothing, databaseUrl: '', jobs: nothing } as Parts;
}

async function workCounts(db: ModuleDatabase['db'] | undefined, jobs: GraphileJobs | undefined) {
  const [kinds, events] = await Promise.all([jobs?.kinds() ?? [], db && deadEventList(db, 0)]);
  const work = { waiting: 0, dead: 0, deadEvents: events?.dead ?? 0 };
  for (const { waiting, running, dead } of kinds) {
    work.waiting += waiting + running;
    work.dead += dead;
  }
  return work;
}

const isGateway = ({ module }: Composed): boolean => module.name === 'gateway';

/** Waits for one step of stopping, but not for ever; says which one was late or failed. */
function capped(log: FastifyBaseLogger) {
  return async (step: string, ms: number, work: Promise<unknown>): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        log.warn({ step, ms }, 'stopping goes on without waiting for this step');
        resolve();
      }, ms);
    });
    const startedMs = performance.now();
    const done = work.then(
      () => log.info({ step, ms: Math.round(performance.now() - startedMs) }, 'a step of stopping is done'),
      (error: unknown) => log.warn({ step, err: error }, 'a step of stopping failed'),
    );
    await Promise.race([done, late]);
    clearTimeout(timer);
  };
}
