import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections, which could take one before its server does. */
const [lowest, highest] = [15_000, 31_000];

/** Those of this process: some are listened on only later. */
const given = new Set<number>();

/** A port of loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (given.has(port)) continue;
    const problem = await tryPort(port).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (problem === undefined) {
      given.add(port);
      return port;
    }
    if (tries === 50) throw problem;
  }
}

async function tryPort(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}
