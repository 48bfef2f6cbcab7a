import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, limits } from '@bridges/contracts/protocol';
import type { UpgradeHandler } from '@bridges/kit';
import type { GatewayMetrics } from '../metrics.ts';
import type { TicketHolder } from '../services/tickets.ts';
import { readCredentials } from '../sign-in/credentials.ts';
import type { Credentials } from '../sign-in/credentials.ts';
import { readSocketPath } from '../sign-in/socket-path.ts';
import type { SocketPath } from '../sign-in/socket-path.ts';
import { createSocketServer } from './gateway-socket.ts';
import type { GatewaySocket } from './gateway-socket.ts';

/** Room clients say little. */
const roomFrameBytes = 64 * 1024;
/** Refused sockets that may be closing at once: they tell browsers why, but must not fill the process. */
const maxRefused = 256;
/** Upgrades whose sign-in may be under way at once. */
const maxSigningIn = 4096;

export interface UpgradeParts {
  authenticate: (credentials: Credentials) => Promise<TicketHolder | CloseCode>;
  onSocket: (path: SocketPath, holder: TicketHolder, socket: GatewaySocket, stream: Duplex) => void;
  isStopping: () => boolean;
  metrics: Pick<GatewayMetrics, 'refusedUpgrades'>;
}

/**
 * Signs a socket in before its upgrade completes. A refused one completes too and is closed with the code
 * that says why, because browsers show nothing of an HTTP answer.
 */
export function createUpgradeHandler({
  authenticate,
  onSocket,
  isStopping,
  metrics,
}: UpgradeParts): UpgradeHandler {
  const fullServer = createSocketServer(limits.frameBytes);
  const roomServer = createSocketServer(roomFrameBytes);
  let signingIn = 0;
  let refused = 0;

  return (request, stream, head) => {
    const address = readAddress(request);
    if (!address) return answer(stream, 400, 'Bad Request');
    const path = readSocketPath(address.pathname);
    if (path === 'malformed') return answer(stream, 400, 'Bad Request');
    if (path === 'unknown') return answer(stream, 404, 'Not Found');
    if (isStopping() || signingIn >= maxSigningIn) return answer(stream, 503, 'Service Unavailable');

    const server = path.kind === 'full' ? fullServer : roomServer;
    signingIn++;
    // Until `ws` takes over, nobody else listens for a peer that resets the connection.
    stream.on('error', destroyOnError);
    void authenticate(readCredentials(request, address.searchParams, path.kind === 'room'))
      .then((holder) => {
        stream.off('error', destroyOnError);
        if (isStopping()) return answer(stream, 503, 'Service Unavailable');
        if (typeof holder === 'number') return refuse(holder);
        // Room clients hear no `hello`: to them an open socket is one that hears. `onSocket` uncorks it then.
        if (path.kind === 'room') stream.cork();
        server.handleUpgrade(request, stream, head, (socket) => onSocket(path, holder, socket, stream));
      })
      .finally(() => signingIn--);

    function refuse(code: CloseCode): void {
      metrics.refusedUpgrades.inc({ code });
      if (refused >= maxRefused) return answer(stream, 401, 'Unauthorized');
      server.handleUpgrade(request, stream, head, (socket) => {
        refused++;
        socket.on('error', () => {});
        socket.on('close', () => refused--);
        socket.close(code, refusalReasons.get(code));
      });
    }
  };

  function answer(stream: Duplex, status: number, reason: string): void {
    metrics.refusedUpgrades.inc({ code: status });
    if (stream.destroyed) return;
    stream.on('error', destroyOnError);
    stream.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
      stream.destroy(),
    );
  }
}

const refusalReasons = new Map<number, string>(Object.entries(CloseCode).map(([name, code]) => [code, name]));

function destroyOnError(this: Duplex): void {
  this.destroy();
}

function readAddress({ url }: IncomingMessage): URL | undefined {
  return URL.canParse(url ?? '', 'http://localhost') ? new URL(url ?? '', 'http://localhost') : undefined;
}
