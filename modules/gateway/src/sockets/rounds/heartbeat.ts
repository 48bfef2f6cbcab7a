import { CloseCode } from '@bridges/contracts/protocol';
import type { GatewayConfig } from '../../config.ts';
import type { Connection } from '../connection.ts';
import { pingFrame } from '../frame.ts';

type Asked = Pick<Connection, 'heardAtMs' | 'unansweredPings' | 'close'> & {
  queue: Pick<Connection['queue'], 'writeControl'>;
};

/**
 * Pings the sockets whose turn it is, and gives up those that said nothing for too long. The clock alone does not
 * tell: when this process stood still (a machine that was paused), pongs lie unread, and everybody would be given
 * up at once. Whoever was asked as often as the time allows, and was not heard of, is gone.
 */
export function heartbeat(
  registry: { takeTurn(): readonly Asked[] },
  config: Pick<GatewayConfig, 'heartbeatMs' | 'heartbeatTimeoutMs'>,
): void {
  const oldestMs = Date.now() - config.heartbeatTimeoutMs;
  const pings = Math.max(1, Math.floor(config.heartbeatTimeoutMs / config.heartbeatMs));
  for (const connection of registry.takeTurn()) {
    if (connection.heardAtMs < oldestMs && connection.unansweredPings >= pings) {
      connection.close(CloseCode.heartbeatTimeout);
    } else {
      connection.unansweredPings++;
      connection.queue.writeControl(pingFrame);
    }
  }
}
