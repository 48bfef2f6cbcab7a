import { StartError } from '@bridges/kit/start';
import type { Env } from '@bridges/kit/start';
import { startServer } from './server.ts';

/** All of stopping has this long; then the process ends whatever is left. */
const stopLimitMs = 25_000;

/** Runs the server until a signal ends it. */
export async function run(env: Env): Promise<void> {
  const signal = new Promise<NodeJS.Signals>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, resolve);
  });
  try {
    const server = await startServer(env);
    for (const line of [`Bridges is ready at ${server.url}`, ...server.announcements])
      process.stdout.write(`${line}\n`);
    await signal;
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    await server.stop();
    process.exit(0);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`Bridges cannot start: ${error.message}\n`);
    process.exit(1);
  }
}
