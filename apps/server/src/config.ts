import { isIP } from 'node:net';
import type { ModuleName } from '@bridges/kit';
import { StartError, envInt, filesConfig, mailConfig, readConfig } from '@bridges/kit/start';
import type { Env } from '@bridges/kit/start';
import { z } from 'zod';

export const moduleNames = [
  'accounts',
  'groups',
  'messages',
  'files',
  'notifications',
  'gateway',
] as const satisfies ModuleName[];

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'it must look like postgresql://user:password@host:5432/database');

const rpcAddresses = (module: string) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .describe(
      `Where other services find ${module}: host:port, by comma for several copies; dns:host:port is every address of host.`,
    );
const rpcAddressFields = {
  ACCOUNTS_RPC: rpcAddresses('accounts'),
  GROUPS_RPC: rpcAddresses('groups'),
  MESSAGES_RPC: rpcAddresses('messages'),
  FILES_RPC: rpcAddresses('files'),
  NOTIFICATIONS_RPC: rpcAddresses('notifications'),
  GATEWAY_RPC: rpcAddresses('gateway'),
};

const namedNetworks = new Set(['loopback', 'linklocal', 'uniquelocal']);

function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  if (namedNetworks.has(text)) return true;
  const version = isIP(address);
  if (version === 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

export const configSchema = z.object({
  PORT: envInt(0, 65_535).default(8000).describe('Port of HTTP and WebSocket.'),
  HOST: z.string().default('localhost').describe('Address to listen on; 0.0.0.0 for all.'),
  DATA_DIR: z.string().default('./data').describe('Folder for everything Bridges keeps.'),
  DATABASE_URL: databaseUrl
    .optional()
    .describe(
      'A PostgreSQL of your own (15 or newer) instead of the embedded one; each module gets a database on it.',
    ),
  ACCOUNTS_DATABASE_URL: databaseUrl.optional().describe('Database of accounts alone.'),
  GROUPS_DATABASE_URL: databaseUrl.optional().describe('Database of groups alone.'),
  MESSAGES_DATABASE_URL: databaseUrl.optional().describe('Database of messages alone.'),
  FILES_DATABASE_URL: databaseUrl.optional().describe('Database of files alone.'),
  NOTIFICATIONS_DATABASE_URL: databaseUrl.optional().describe('Database of notifications alone.'),
  ...filesConfig,
  ...mailConfig,
  SERVICES: z
    .string()
    .default('all')
    .describe('Modules to run in this process, by comma, and `web` for the page; `all` for every one.'),
  REDIS_URL: z
    .string()
    .regex(/^(rediss?:\/\/[^,\s]+)(,rediss?:\/\/[^,\s]+)*,?$/, 'it must look like redis://host:6379')
    .optional()
    .describe(
      'Redis for separate services: live events, caches, presence, limits. Nodes of a cluster by comma; a comma after one is a cluster, too.',
    ),
  RABBITMQ_URL: z
    .string()
    .regex(/^amqps?:\/\//, 'it must look like amqp://user:password@host:5672')
    .optional()
    .describe('RabbitMQ for separate services: events between them.'),
  SERVICE_CREDENTIAL: z
    .string()
    .min(32, 'it must have at least 32 characters')
    .optional()
    .describe('Secret that services of one installation show each other.'),
  RPC_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address that other services reach this one at; never the public interface.'),
  RPC_PORT: envInt(0, 65_535).default(7000).describe('Port of calls between services (gRPC).'),
  ...rpcAddressFields,
  RPC_TLS_CA: z.string().optional().describe('For mutual TLS between services: file of the authority, PEM.'),
  RPC_TLS_CERT: z.string().optional().describe('The certificate of this service, PEM.'),
  RPC_TLS_KEY: z.string().optional().describe('The key of this service, PEM.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where people reach this installation, e.g. https://chat.example.org.'),
  TRUST_PROXY: z
    .string()
    .default('')
    .refine((text) => text === '' || text.split(',').every((part) => isNetwork(part.trim())), {
      message: 'it must name IP addresses or networks, e.g. 127.0.0.1 or 10.0.0.0/8',
    })
    .describe('Addresses or networks of reverse proxies whose X-Forwarded-* headers count, by comma.'),
  METRICS_PORT: envInt(0, 65_535)
    .optional()
    .describe('Port of Prometheus metrics (default: 9464, if it is free).'),
  METRICS_HOST: z
    .string()
    .default('localhost')
    .describe('Address of Prometheus metrics; not the public interface.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('What is logged.'),
});

export type ServerConfig = Omit<z.output<typeof configSchema>, 'SERVICES'> & {
  services: ModuleName[];
  /** Serves the page, too. */
  hasWeb: boolean;
  /** Nothing is named that other processes could be reached by: the modules here have only each other. */
  isAlone: boolean;
  rpcAddresses: Record<ModuleName, readonly string[]>;
};

/** @throws StartError */
export function readServerConfig(env: Env): ServerConfig {
  const { SERVICES, ...config } = readConfig(configSchema, env);
  const names = SERVICES === 'all' ? [...moduleNames, 'web'] : SERVICES.split(',').map((name) => name.trim());
  const known: readonly string[] = [...moduleNames, 'web'];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new StartError(`SERVICES names "${unknown}"; known are ${known.join(', ')} and all.`);
  const services = moduleNames.filter((name) => names.includes(name));
  return {
    ...config,
    services,
    hasWeb: names.includes('web'),
    // All modules in one process are still one of several such processes when they share a Redis.
    isAlone: [config.REDIS_URL, config.RABBITMQ_URL, config.SERVICE_CREDENTIAL].every(
      (one) => one === undefined,
    ),
    rpcAddresses: {
      accounts: config.ACCOUNTS_RPC,
      groups: config.GROUPS_RPC,
      messages: config.MESSAGES_RPC,
      files: config.FILES_RPC,
      notifications: config.NOTIFICATIONS_RPC,
      gateway: config.GATEWAY_RPC,
    },
  };
}

/** Where the operator keeps a module's database, if it is not the embedded one: its own, or the server of all. */
export function databaseUrlOf(
  config: ServerConfig,
  module: ModuleName,
): { own: string } | { server: string } | undefined {
  const own = config[`${module.toUpperCase() as 'ACCOUNTS'}_DATABASE_URL`];
  if (own !== undefined) return { own };
  return config.DATABASE_URL === undefined ? undefined : { server: config.DATABASE_URL };
}
