import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { FastifyBaseLogger } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';
import type { Broker, Consumer } from './broker.ts';
import type { Bus } from './bus.ts';
import type { Caches } from './cache.ts';
import type { Env } from './config.ts';
import type { Files } from './files.ts';
import type { HttpApp } from './http/app.ts';
import type { Identity } from './identity.ts';
import type { Job, Jobs } from './jobs.ts';
import type { RateLimits } from './limits.ts';
import type { Mailer } from './mail.ts';
import type { Presence } from './presence.ts';
import type { Rpc, RpcService } from './rpc.ts';

export type ModuleName = 'accounts' | 'groups' | 'messages' | 'files' | 'notifications' | 'gateway';

/** What it takes to hash a password with Argon2id: KiB of memory, passes over it, lanes. */
export interface PasswordCost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** Background tasks and events of one module. */
export interface WorkCounts {
  /** Tasks that wait or run. */
  waiting: number;
  /** Tasks that failed for good. */
  dead: number;
  /** Events that its consumers refused for good. */
  deadEvents: number;
}

/** What a module is given to live on: the same interfaces in one process and in many. */
export interface Platform {
  env: Env;
  log: FastifyBaseLogger;
  /** The module's own database. Modules without migrations have none, and must not touch it. */
  // Each module narrows it to its own tables.
  // eslint-disable-next-line typescript/no-explicit-any
  db: Kysely<any>;
  /** The same database, for statements that are better prepared by hand (the send path). */
  pool: Pool;
  /** Where that is, for a thread of the module. Holds the password. */
  databaseUrl: string;
  rpc: Rpc;
  bus: Bus;
  broker: Broker;
  jobs: Jobs;
  caches: Caches;
  /** The module's own files. */
  files: Files;
  rateLimits: RateLimits;
  presence: Presence;
  mailer: Mailer;
  identity: Identity;
  metrics: Registry;
  /** How its background work stands, for administrators. */
  work: () => Promise<WorkCounts>;
  /** Where people reach this installation, e.g. `http://localhost:8000`; no slash at the end. */
  publicUrl: () => string;
  /** Only for tests that make thousands of people. No setting leads here: a server hashes at full cost. */
  passwordCost?: PasswordCost | undefined;
}

/** Takes a WebSocket upgrade of its path; must answer or destroy the socket. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** What a module offers once it is wired. */
export interface ModuleParts {
  http?: (app: HttpApp) => void | Promise<void>;
  /** WebSocket upgrades, by path prefix. */
  upgrades?: Record<string, UpgradeHandler>;
  rpc?: RpcService[];
  consumers?: Consumer[];
  jobs?: Job[];
  /** How many of them run at a time (default 2): more where they mostly wait for others' answers. */
  jobsAtOnce?: number;
  /** After all modules are wired and migrated, before requests come in. */
  start?: () => Promise<void>;
  /** What the person who started the process should be told once requests can come in, line by line. Not logged: it may hold secrets. */
  announce?: () => string[];
  /** Refuse new work, finish what is under way. */
  stop?: () => Promise<void>;
}

/** One service: one folder, one package, one database. */
export interface Module {
  name: ModuleName;
  /** In the order of their names; the module has a database when there are any. */
  migrations?: Record<string, Migration>;
  create: (platform: Platform) => ModuleParts | Promise<ModuleParts>;
}

/** Checks the shape and keeps the type. */
export function defineModule(module: Module): Module {
  return module;
}
