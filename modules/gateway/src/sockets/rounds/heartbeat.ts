import { CloseCode } from '@bridges/contracts/protocol';
import type { GatewayConfig } from '../../config.ts';
import { pingFrame } from '../frame.ts';
import type { Registry } from '../registry.ts';

/** Pings the sockets whose turn it is, and gives up those that said nothing for too long. */
export function heartbeat(
  registry: Pick<Registry, 'takeTurn'>,
  config: Pick<GatewayConfig, 'heartbeatTimeoutMs'>,
): void {
  const oldestMs = Date.now() - config.heartbeatTimeoutMs;
  for (const connection of registry.takeTurn()) {
    if (connection.heardAtMs < oldestMs) connection.close(CloseCode.heartbeatTimeout);
    else connection.queue.writeControl(pingFrame);
  }
}
