import { createServer } from 'node:http';
import { statSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TestUser } from '@bridges/dev-env/test-user';
import { freePort, ServerProcess } from '@bridges/dev-env/server-process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RawSocket } from '../scenarios/raw-socket.ts';
import { until } from '../scenarios/until.ts';

/** One sentence for people: no stack, no second line. */
function expectOneSentence(stderr: string, saying: RegExp): void {
  const lines = stderr.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(saying);
  expect(lines[0]).toMatch(/^Bridges cannot start: [A-Z].*\.$/);
}

describe('a running server', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await ServerProcess.start();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  test('a second one on the same data, or on the same port, says why it cannot start', async () => {
    const onSameData = await ServerProcess.prepare({ env: { DATA_DIR: server.dataDir } });
    const onSamePort = await ServerProcess.prepare({ env: { PORT: String(server.port) } });
    try {
      const [dataExit, portExit] = await Promise.all([onSameData.launch(), onSamePort.launch()]);
      expect(dataExit.code).toBe(1);
      expectOneSentence(onSameData.stderr, /already uses the data folder/);
      expect(portExit.code).toBe(1);
      expectOneSentence(onSamePort.stderr, /Port \d+ is in use/);
      expect(await onSamePort.postgresPids()).toEqual([]);
    } finally {
      await onSameData[Symbol.asyncDispose]();
      await onSamePort[Symbol.asyncDispose]();
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  test('told to stop, it tells its clients when to come back, ends with 0 and leaves nothing', async () => {
    const alice = await TestUser.register(server.url, 'alice');
    using socket = await RawSocket.open(alice);
    const postgres = await server.postgresPids();
    expect(postgres).toHaveLength(1);
    const ended = server.end('SIGTERM');
    expect(await socket.next(({ ev }) => ev === 'reconnect')).toMatchObject({ afterMs: expect.any(Number) });
    expect(await socket.end()).toBe(4000);
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(server.stderr).toBe('');
    expect(await server.postgresPids()).toEqual([]);
    expect(() => process.kill(postgres[0] ?? 0, 0)).toThrow(/ESRCH/);

    await server.run();
    expect((await alice.ask('GET', '/api/me')).status).toBe(200);
  });

  test('killed, it starts again on its data, though PostgreSQL was left running', async () => {
    const bob = await TestUser.register(server.url, 'bob');
    expect(await server.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await server.postgresPids()).toHaveLength(1);
    await server.run();
    expect((await bob.ask('GET', '/api/me')).status).toBe(200);
    expect(await server.postgresPids()).toHaveLength(1);
    expect(await server.end('SIGINT')).toEqual({ code: 0, signal: null });
    expect(await server.postgresPids()).toEqual([]);
  });

  test('a port that another program holds', async () => {
    const port = await freePort();
    const other = createServer().listen(port, 'localhost');
    await until(() => other.listening, 'the other program');
    // On data that are there already; on new ones it is refused above.
    const late = await ServerProcess.prepare({ env: { PORT: String(port), DATA_DIR: server.dataDir } });
    try {
      expect((await late.launch()).code).toBe(1);
      expectOneSentence(late.stderr, /in use/);
    } finally {
      await late[Symbol.asyncDispose]();
      await new Promise((resolve) => other.close(resolve));
    }
  });
});

/** Whether every user may enter this folder and those above it. */
const isOpenToAll = (folder: string): boolean =>
  (statSync(folder).mode & 0o001) !== 0 && (dirname(folder) === folder || isOpenToAll(dirname(folder)));

// Only root may become somebody else, and nothing is unwritable to root.
test.runIf(process.getuid?.() === 0 && isOpenToAll(import.meta.dirname))(
  'a data folder that it may not write',
  async () => {
    const folder = await ServerProcess.prepare();
    const server = await ServerProcess.prepare({ uid: 65_534, env: { DATA_DIR: folder.dataDir } });
    try {
      await chmod(folder.dataDir, 0o755);
      expect((await server.launch()).code).toBe(1);
      expectOneSentence(server.stderr, /cannot be written/);
    } finally {
      await server[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    }
  },
);
