/**
 * `npm run dev`: the server, started again whenever its code changes; the page by Vite, updated in place; and
 * the cast, so that somebody is there to write to. `PORT` and `WEB_PORT` choose other ports.
 */
import { once } from 'node:events';
import { cast, seedCast } from './dev/cast.ts';
import { startChild, stopChild } from './dev/child.ts';
import { WatchedServer } from './dev/watched-server.ts';

const port = process.env['PORT'] ?? '8000';
const webPort = process.env['WEB_PORT'] ?? '5173';
const serverUrl = `http://localhost:${port}`;
const webUrl = `http://localhost:${webPort}`;

const server = new WatchedServer({
  PORT: port,
  PUBLIC_URL: process.env['PUBLIC_URL'] ?? webUrl,
  // Without a mail server letters are read in the log.
  ...(process.env['SMTP_URL'] ? {} : { MAIL_TO_LOG: 'true' }),
});
const vite = startChild('vite', ['apps/web', '--port', webPort, '--strictPort', '--clearScreen', 'false'], {
  BRIDGES_URL: serverUrl,
});

const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(vite, 'exit')]);

await Promise.race([stopped, welcome()]);
await stopped;
await Promise.all([server.stop(), stopChild(vite)]);
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
