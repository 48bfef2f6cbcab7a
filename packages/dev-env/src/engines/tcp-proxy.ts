import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/**
 * `open`: as if it were not there. `deaf`: what callers say is held back. `mute`: what the server answers is held
 * back. `garbage`: callers get noise instead. What was held back arrives when it is open again, as TCP repeats it.
 */
export type ProxyMode = 'open' | 'deaf' | 'mute' | 'garbage';

export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  mode: ProxyMode;
}

/** Stands between a caller and a port of loopback, and can cut them off from each other one way at a time. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  let mode: ProxyMode = 'open';
  const sockets = new Set<Socket>();
  const lines = new Set<() => void>();
  const server = createServer((caller) => {
    const callee = connect(target, '127.0.0.1');
    const flushes = [
      pass(caller, callee, () => mode === 'deaf'),
      pass(
        callee,
        caller,
        () => mode === 'mute',
        () => mode === 'garbage',
      ),
    ];
    for (const socket of [caller, callee]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    for (const flush of flushes) lines.add(flush);
    caller.once('close', () => {
      for (const flush of flushes) lines.delete(flush);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get mode() {
      return mode;
    },
    set mode(next) {
      mode = next;
      for (const flush of lines) flush();
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** One direction of a connection; the answer sends what was held back, if nothing holds it back any more. */
function pass(from: Socket, to: Socket, isHeld: () => boolean, isNoise = () => false): () => void {
  const held: Buffer[] = [];
  let isOver = false;
  from.on('data', (chunk: Buffer) => {
    if (isHeld()) held.push(chunk);
    else to.write(isNoise() ? randomBytes(chunk.length) : chunk);
  });
  from.once('close', () => {
    isOver = true;
    if (!isHeld()) to.destroy();
  });
  return () => {
    if (isHeld()) return;
    for (const chunk of held.splice(0)) to.write(chunk);
    if (isOver) to.destroy();
  };
}
