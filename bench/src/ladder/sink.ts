import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes every push unread: what is measured is who sends. */
export interface Sink extends AsyncDisposable {
  port: number;
  /** How many came. */
  readonly count: number;
  /** When the last one came. */
  readonly lastAt: number;
}

export async function startSink(): Promise<Sink> {
  let count = 0;
  let lastAt = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      count++;
      lastAt = performance.now();
      response.writeHead(201).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get count() {
      return count;
    },
    get lastAt() {
      return lastAt;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
