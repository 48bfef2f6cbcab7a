import { AccountsService, GroupsService } from '@bridges/contracts/proto';
import { kitErrors } from '@bridges/kit';
import type { RpcService } from '@bridges/kit';
import { CopiesByName, GrpcRpc, GrpcServer, readGrpcKeys } from '@bridges/kit/services';
import type { GrpcKeys } from '@bridges/kit/services';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { Certificates } from '../../engines/certificates.ts';
import { freePort } from '../../engines/free-port.ts';
import { startTcpProxy } from '../../engines/tcp-proxy.ts';
import { unlessStalled } from '../../stalls.ts';
import { roomsOnly } from './rpc.ts';

const credential = 'a credential of the whole installation';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function serve(service: RpcService, keys?: GrpcKeys, port = 0): Promise<string> {
  const server = new GrpcServer({ host: '127.0.0.1', port, credential, keys, onError: () => {} });
  server.serve(service);
  await server.listen(() => true);
  cleanups.push(() => server.close(200));
  return `127.0.0.1:${server.port}`;
}
function call(copies: string[], keys?: GrpcKeys): GrpcRpc {
  const rpc = new GrpcRpc({ copiesOf: () => copies, credential, keys });
  cleanups.push(() => rpc.close());
  return rpc;
}
const room = (chatId: string) => roomsOnly(async () => ({ chatId }));

describe('a copy that is away', () => {
  test('is passed over by calls that may be made twice', async () => {
    const rpc = call([`127.0.0.1:${await freePort()}`, await serve(room('here'))]);
    for (let at = 0; at < 4; at++)
      expect((await rpc.client(GroupsService).openRoom({}, { routeBy: `chat ${at}` })).chatId).toBe('here');
  });

  test('does not keep calls waiting once it failed to answer', () =>
    unlessStalled(async () => {
      let calls = 0;
      const silent = await serve(
        roomsOnly(() => {
          calls++;
          return new Promise(() => {});
        }),
      );
      const rpc = call([silent, await serve(room('here'))]);
      const client = rpc.client(GroupsService);
      const ask = () =>
        client.openRoom({}, { deadlineMs: 300 }).then(
          ({ chatId }) => chatId,
          () => 'late',
        );
      const answers = [await ask(), await ask(), await ask(), await ask()];
      expect(answers.filter((answer) => answer === 'late')).toHaveLength(1);
      expect(calls).toBe(1);
    }));

  test('never has a refusal asked again elsewhere', async () => {
    let calls = 0;
    const refuse = roomsOnly(async () => {
      calls++;
      throw kitErrors.not_found();
    });
    const rpc = call([await serve(refuse), await serve(refuse)]);
    await expect(rpc.client(GroupsService).openRoom({})).rejects.toMatchObject({ code: 'kit.not_found' });
    expect(calls).toBe(1);
  });

  test('is waited for by calls that may be made twice, if it is the only one', () =>
    unlessStalled(async () => {
      const port = await freePort();
      const client = call([`127.0.0.1:${port}`]).client(GroupsService);
      const answer = client.openRoom({});
      await expect(client.openRoom({}, { deadlineMs: 200 })).rejects.toMatchObject({
        code: 'kit.unavailable',
      });
      await serve(room('back'), undefined, port);
      expect((await answer).chatId).toBe('back');
    }));

  test('is not waited for beyond the deadline', () =>
    unlessStalled(async () => {
      const client = call([`127.0.0.1:${await freePort()}`]).client(GroupsService);
      const startedMs = performance.now();
      await expect(client.openRoom({}, { deadlineMs: 300 })).rejects.toMatchObject({
        code: 'kit.unavailable',
      });
      expect(performance.now() - startedMs).toBeLessThan(2500);
    }));
});

describe('copies that come and go', () => {
  const keys = Array.from({ length: 40 }, (_, index) => `chat ${index}`);

  test('share the keys; only those of the copy that came or went move, and its calls are answered by the others', async () => {
    const [one, two, three] = [await serve(room('1')), await serve(room('2')), await serve(room('3'))];
    let copies = [one, two];
    const rpc = new GrpcRpc({ copiesOf: () => copies, credential });
    cleanups.push(() => rpc.close());
    const asked = async () => {
      const client = rpc.client(GroupsService);
      return Promise.all(keys.map(async (key) => (await client.openRoom({}, { routeBy: key })).chatId));
    };
    const before = await asked();
    expect(new Set(before)).toEqual(new Set(['1', '2']));
    expect(await asked()).toEqual(before);
    copies = [three, two, one];
    const after = await asked();
    expect(after.filter((copy, index) => copy !== before[index]).every((copy) => copy === '3')).toBe(true);
    expect(after).toContain('3');
    copies = [one, two];
    expect(await asked()).toEqual(before);
  });

  test('are found by a name, which is asked for again; one without an answer keeps the last', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout'] });
    cleanups.push(() => vi.useRealTimers());
    let found: string[] = ['10.0.0.2', '10.0.0.1'];
    const gone: string[] = [];
    const copies = new CopiesByName({
      lists: { messages: ['dns:messages:7000', 'other:7000'], groups: ['groups:7000'] },
      onGone: (address) => gone.push(address),
      resolve: async (host) => {
        if (host !== 'messages' || found.length === 0) throw new Error('ENOTFOUND');
        return found;
      },
    });
    await copies.start();
    cleanups.push(() => copies.close());
    expect(copies.of('groups')).toEqual(['groups:7000']);
    expect(copies.of('messages')).toEqual(['10.0.0.1:7000', '10.0.0.2:7000', 'other:7000']);
    expect(copies.hostOf('10.0.0.1:7000')).toBe('messages');
    found = ['10.0.0.2', 'fd00::3'];
    await vi.advanceTimersByTimeAsync(2000);
    expect(copies.of('messages')).toEqual(['10.0.0.2:7000', '[fd00::3]:7000', 'other:7000']);
    expect(gone).toEqual([]);
    found = [];
    await vi.advanceTimersByTimeAsync(60_000);
    expect(copies.of('messages')).toEqual(['10.0.0.2:7000', '[fd00::3]:7000', 'other:7000']);
    expect(gone).toEqual(['10.0.0.1:7000']);
  });

  test('by a name are called at the addresses that it has', async () => {
    const address = await serve(room('by name'));
    const [, port] = address.split(':');
    const copies = new CopiesByName({
      lists: { groups: [`dns:localhost:${port}`] },
      onGone: () => undefined,
    });
    await copies.start();
    cleanups.push(() => copies.close());
    const rpc = new GrpcRpc({ copiesOf: () => copies.of('groups'), credential });
    cleanups.push(() => rpc.close());
    expect((await rpc.client(GroupsService).openRoom({})).chatId).toBe('by name');
  });
});

test('a peer that answers garbage is away', async () => {
  const proxy = await startTcpProxy(Number((await serve(room('here'))).split(':')[1]));
  cleanups.push(() => proxy[Symbol.asyncDispose]());
  const client = call([`127.0.0.1:${proxy.port}`]).client(AccountsService);
  proxy.mode = 'garbage';
  await expect(client.getUsers({ ids: [] }, { deadlineMs: 2000 })).rejects.toMatchObject({
    code: expect.stringMatching(/^kit\.(unavailable|deadline_exceeded|internal)$/),
  });
});

describe('mutual TLS', () => {
  const certificates = new Certificates();
  afterAll(() => certificates[Symbol.dispose]());
  const keys = (name: string, by: string) => readGrpcKeys(certificates.issue(name, by));

  test('lets services of one authority talk, and nobody else', async () => {
    const [messages, gateway, stranger] = [
      await keys('messages', 'ours'),
      await keys('gateway', 'ours'),
      await keys('stranger', 'theirs'),
    ];
    const address = await serve(room('secret'), messages);

    const known = call([address], gateway).client(GroupsService);
    expect((await known.openRoom({})).chatId).toBe('secret');

    // A copy found by a name is known by the name, not by the address it has just now.
    const named = (name: string) =>
      new GrpcRpc({
        copiesOf: () => [address],
        credential,
        keys: gateway,
        hostOf: () => name,
      });
    const [right, wrong] = [named('messages.internal'), named('groups.internal')];
    cleanups.push(
      () => right.close(),
      () => wrong.close(),
    );
    expect((await right.client(GroupsService).openRoom({})).chatId).toBe('secret');
    const unknown = { code: 'kit.unavailable' };
    await expect(wrong.client(GroupsService).openRoom({}, { deadlineMs: 1000 })).rejects.toMatchObject(
      unknown,
    );

    const withForeignKey = { ...stranger, ca: gateway.ca };
    for (const other of [call([address], withForeignKey), call([address])])
      await expect(other.client(GroupsService).openRoom({}, { deadlineMs: 1000 })).rejects.toMatchObject(
        unknown,
      );
    // And a caller does not take just any server.
    const wary = call([address], { ...gateway, ca: stranger.ca });
    await expect(wary.client(GroupsService).openRoom({}, { deadlineMs: 1000 })).rejects.toMatchObject(
      unknown,
    );
  });
});
