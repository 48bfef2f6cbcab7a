import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { UpgradeHandler } from '@bridges/kit';

/** Hands WebSocket upgrades to the module whose path prefix fits best; the rest is refused. */
export function routeUpgrades(
  server: Server,
  handlers: [string, UpgradeHandler][],
  isStopping: () => boolean,
): void {
  const byLength = [...handlers].sort(([one], [other]) => other.length - one.length);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?')[0] ?? '/';
    const handler = byLength.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1];
    if (handler && !isStopping()) return handler(request, socket, head);
    socket.on('error', () => {});
    socket.end(
      `HTTP/1.1 ${handler ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  });
}
