import { isIP } from 'node:net';
import { StartError, envInt, filesConfig, readConfig } from '@bridges/kit';
import type { Env, ModuleName } from '@bridges/kit';
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
  SERVICES: z
    .string()
    .default('all')
    .describe('Modules to run in this process, by comma; `all` for every one.'),
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

export type ServerConfig = Omit<z.output<typeof configSchema>, 'SERVICES'> & { services: ModuleName[] };

/** @throws StartError */
export function readServerConfig(env: Env): ServerConfig {
  const { SERVICES, ...config } = readConfig(configSchema, env);
  return { ...config, services: readServices(SERVICES) };
}

function readServices(text: string): ModuleName[] {
  if (text === 'all') return [...moduleNames];
  const wanted = text.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !(moduleNames as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new StartError(`SERVICES names "${unknown}"; known are ${moduleNames.join(', ')} and all.`);
  return moduleNames.filter((name) => wanted.includes(name));
}
