import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

/** What the gateway counts. Names and labels never hold ids or text. */
export function createMetrics(registry: Registry) {
  const registers = [registry];
  return {
    openSockets: new Gauge({
      name: 'bridges_gateway_open_sockets',
      help: 'Sockets that are open now.',
      labelNames: ['kind'] as const,
      registers,
    }),
    refusedUpgrades: new Counter({
      name: 'bridges_gateway_refused_upgrades_total',
      help: 'Upgrades that ended at sign-in, by close code or HTTP status.',
      labelNames: ['code'] as const,
      registers,
    }),
    closes: new Counter({
      name: 'bridges_gateway_closes_total',
      help: 'Sockets that this server closed, by close code.',
      labelNames: ['code'] as const,
      registers,
    }),
    deliveries: new Counter({
      name: 'bridges_gateway_deliveries_total',
      help: 'Frames written to sockets.',
      registers,
    }),
    deliveredBytes: new Counter({
      name: 'bridges_gateway_delivered_bytes_total',
      help: 'Bytes of frames written to sockets.',
      registers,
    }),
    droppedFrames: new Counter({
      name: 'bridges_gateway_dropped_frames_total',
      help: 'Typing and presence frames that slow readers did not get.',
      registers,
    }),
    commands: new Counter({
      name: 'bridges_gateway_commands_total',
      help: 'Commands by kind.',
      labelNames: ['kind'] as const,
      registers,
    }),
    errorReplies: new Counter({
      name: 'bridges_gateway_error_replies_total',
      help: 'Commands answered with an error, by code.',
      labelNames: ['code'] as const,
      registers,
    }),
    sendBatch: new Histogram({
      name: 'bridges_gateway_send_batch_size',
      help: 'Sends per call of messages.',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    }),
  };
}
export type GatewayMetrics = ReturnType<typeof createMetrics>;
