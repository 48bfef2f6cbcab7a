/**
 * `npm run dev`: the server, started again whenever its code changes; the page by Vite, updated in place; and
 * the cast, so that somebody is there to write to. `PORT` and `WEB_PORT` choose other ports.
 */
import { once } from 'node:events';
import { cast, seedCast } from './dev/cast.ts';
import { startChild, stopChild } from './dev/child.ts';

const port = process.env['PORT'] ?? '8000';
const webPort = process.env['WEB_PORT'] ?? '5173';
const serverUrl = `http://localhost:${port}`;
const webUrl = `http://localhost:${webPort}`;

const nodeFlags = [
  '--watch',
  '--watch-preserve-output',
  '--disable-warning=ExperimentalWarning',
  '--env-file-if-exists=.env',
];
const children = [
  startChild('node', [...nodeFlags, 'apps/server/src/main.ts'], {
    PORT: port,
    PUBLIC_URL: process.env['PUBLIC_URL'] ?? webUrl,
  }),
  startChild('vite', ['apps/web', '--port', webPort, '--strictPort', '--clearScreen', 'false'], {
    BRIDGES_URL: serverUrl,
  }),
];

const stopped = Promise.race([
  once(process, 'SIGINT'),
  once(process, 'SIGTERM'),
  ...children.map((child) => once(child, 'exit').then(() => (process.exitCode = 1))),
]);

await Promise.race([stopped, welcome()]);
await stopped;
await Promise.all(children.map(stopChild));
process.exit();

async function welcome(): Promise<void> {
  await untilReady();
  const added = await seedCast(serverUrl);
  const width = Math.max(...cast.map(({ username }) => username.length));
  console.log(`
  page    ${webUrl}
  API     ${serverUrl}/docs
  people  ${cast.map(({ username, password }) => `${username.padEnd(width)}  ${password}`).join('\n          ')}
          ${added.length > 0 ? `(new: ${added.join(', ')})` : ''}
`);
}

/** The first start of a database takes seconds; a server with a mistake in it may be mended and come later. */
async function untilReady(): Promise<void> {
  for (;;) {
    const isReady = await fetch(`${serverUrl}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
