import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';

export interface DrainOptions {
  /** Connections that nobody asks anything over for so long are idle for good (default 300). */
  quietMs?: number;
  /** No longer than this in all (default 2,500). */
  limitMs?: number;
}

const tickMs = 20;
const maxLooks = 50;
const shortMs = 0.5;

/**
 * Takes no more connections, and ends those that stand with their next answer. Closing an idle one at once, as
 * `server.close()` does, loses what a proxy has just sent over it: it cannot know whether that was carried out, and so
 * may not ask another copy. Close the server after this.
 */
export async function drainHttp(
  server: Server,
  { quietMs = 300, limitMs = 2500 }: DrainOptions = {},
): Promise<void> {
  if (!server.listening) return;
  let asked = 0;
  server.prependListener('request', (_request: unknown, answer: ServerResponse) => {
    asked++;
    answer.shouldKeepAlive = false;
  });
  await untilRead();
  // Not that of the HTTP server, which closes what is idle, too.
  NetServer.prototype.close.call(server);
  // By turns, and not by the clock: where the machine stood still, nobody has had the time to ask.
  for (let turns = 0, quiet = 0; turns < limitMs / tickMs && quiet < quietMs / tickMs; turns++) {
    const before = asked;
    await setTimeout(tickMs);
    await untilRead();
    if ((await connectionsOf(server)) === 0) return;
    quiet = asked === before ? quiet + 1 : 0;
  }
}

/**
 * Until what has arrived is accepted and read. What comes right after that finds next to nothing new, if the last look
 * was a short one.
 */
async function untilRead(): Promise<void> {
  for (let looks = 0, ms = Infinity; looks < maxLooks && ms > shortMs; looks++) {
    const startedMs = performance.now();
    await setImmediate();
    ms = looks === 0 ? Infinity : performance.now() - startedMs;
  }
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.getConnections((error, count) => resolve(error ? 0 : count));
  });
}
