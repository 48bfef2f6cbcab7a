import { CloseCode } from '@bridges/contracts/protocol';
import { WebSocket, WebSocketServer } from 'ws';
import type { Server } from 'ws';

/** What `ws` closes with when it finds a fault itself → the codes of our protocol. */
const ownCodes: Record<number, CloseCode> = {
  1002: CloseCode.malformed,
  1003: CloseCode.malformed,
  1007: CloseCode.malformed,
  1008: CloseCode.tooLarge,
  1009: CloseCode.tooLarge,
};

/** Faults of framing (bad UTF-8, too large, too many fragments) are found inside `ws`; clients get our codes for them. */
export class GatewaySocket extends WebSocket {
  /** Called before a close frame goes out, also when it answers the peer's: no data may follow it. */
  beforeClose: (() => void) | null = null;

  override close(code?: number, reason?: string | Buffer): void {
    this.beforeClose?.();
    super.close(code === undefined ? code : (ownCodes[code] ?? code), reason);
  }
}

/** Takes upgrades for sockets whose frames may have `maxPayload` bytes. */
export function createSocketServer(maxPayload: number): Server<typeof GatewaySocket> {
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload,
    maxFragments: 32,
    maxBufferedChunks: 2048,
    skipUTF8Validation: false,
    // Pongs are sent by us, so that a flood of pings cannot fill a socket nobody reads.
    autoPong: false,
    // A peer that does not answer our close frame is cut off after this.
    closeTimeout: 5000,
    WebSocket: GatewaySocket,
  };
  return new WebSocketServer(options);
}
