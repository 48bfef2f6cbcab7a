import { heartbeat } from '@bridges/contracts/protocol';
import { envInt, readConfig } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

/** Environment variables of the gateway. */
export const configSchema = z.object({
  GATEWAY_COMMANDS_PER_SECOND: envInt(1, 1_000_000)
    .default(50)
    .meta({ description: 'Commands a socket may send per second, in the long run.' }),
  GATEWAY_COMMAND_BURST: envInt(1, 1_000_000)
    .default(200)
    .meta({ description: 'Commands a socket may send at once.' }),
  GATEWAY_COMMANDS_IN_FLIGHT: envInt(1, 1_000_000)
    .default(256)
    .meta({ description: 'Commands of one socket that may wait for their answer.' }),
  GATEWAY_SOCKETS_PER_USER: envInt(1, 1_000_000)
    .default(50)
    .meta({ description: 'Open sockets of one user.' }),
  GATEWAY_QUEUE_BYTES: envInt(16 * 1024, 1024 ** 3)
    .default(1024 * 1024)
    .meta({ description: 'Bytes that may wait for a slow reader before its socket is closed.' }),
  GATEWAY_HEAD_ROUND_MS: envInt(50, 3_600_000)
    .default(15_000)
    .meta({ description: 'How often sockets are told the newest seq of their chats, in milliseconds.' }),
  GATEWAY_SESSION_ROUND_MS: envInt(50, 3_600_000)
    .default(30_000)
    .meta({ description: 'How often the sessions of open sockets are checked again, in milliseconds.' }),
  GATEWAY_HEARTBEAT_MS: envInt(100, 3_600_000)
    .default(heartbeat.intervalMs)
    .meta({ description: 'How often every socket gets a ping, in milliseconds.' }),
  GATEWAY_HEARTBEAT_TIMEOUT_MS: envInt(100, 3_600_000)
    .default(heartbeat.timeoutMs)
    .meta({ description: 'A socket that says nothing for this long is given up, in milliseconds.' }),
  GATEWAY_RECONNECT_SPREAD_MS: envInt(0, 600_000)
    .default(10_000)
    .meta({ description: 'At a stop, clients are told to come back within this time, in milliseconds.' }),
  GATEWAY_PRESENCE_LINGER_MS: envInt(0, 600_000)
    .default(3000)
    .meta({ description: 'A user counts as online this long after her last socket, in milliseconds.' }),
});

/** What operators may tune; every time is in milliseconds. */
export interface GatewayConfig {
  commandsPerSecond: number;
  commandBurst: number;
  maxInFlight: number;
  maxSocketsPerUser: number;
  maxQueueBytes: number;
  headRoundMs: number;
  sessionRoundMs: number;
  heartbeatMs: number;
  heartbeatTimeoutMs: number;
  reconnectMs: number;
  presenceLingerMs: number;
}

export function gatewayConfig(env: Env): GatewayConfig {
  const config = readConfig(configSchema, env);
  return {
    commandsPerSecond: config.GATEWAY_COMMANDS_PER_SECOND,
    commandBurst: config.GATEWAY_COMMAND_BURST,
    maxInFlight: config.GATEWAY_COMMANDS_IN_FLIGHT,
    maxSocketsPerUser: config.GATEWAY_SOCKETS_PER_USER,
    maxQueueBytes: config.GATEWAY_QUEUE_BYTES,
    headRoundMs: config.GATEWAY_HEAD_ROUND_MS,
    sessionRoundMs: config.GATEWAY_SESSION_ROUND_MS,
    heartbeatMs: config.GATEWAY_HEARTBEAT_MS,
    heartbeatTimeoutMs: config.GATEWAY_HEARTBEAT_TIMEOUT_MS,
    reconnectMs: config.GATEWAY_RECONNECT_SPREAD_MS,
    presenceLingerMs: config.GATEWAY_PRESENCE_LINGER_MS,
  };
}
