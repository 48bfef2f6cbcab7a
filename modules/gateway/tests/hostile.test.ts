import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { MessagesService } from '@bridges/contracts/proto';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openSocket } from './socket-client.ts';
import type { SocketClient } from './socket-client.ts';

/** The TCP socket under a client, to say what no client would. */
const rawOf = ({ socket }: SocketClient) => (socket as unknown as { _socket: Socket })._socket;

/** A masked frame with a mask of zeros. */
function maskedFrame(firstByte: number, payload: Buffer): Buffer {
  const length =
    payload.length < 126
      ? Buffer.from([0x80 | payload.length])
      : Buffer.from([0xfe, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([Buffer.from([firstByte]), length, Buffer.alloc(4), payload]);
}

describe('hostile sockets', () => {
  let platform: TestPlatform;
  let alice: TestUser;
  let bob: TestUser;
  let chat: string;
  let witness: SocketClient;

  beforeAll(async () => {
    platform = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      env: {
        // So slow that what must be refused is refused, however long sending it takes.
        GATEWAY_COMMANDS_PER_SECOND: '1',
        GATEWAY_COMMAND_BURST: '300',
        GATEWAY_QUEUE_BYTES: String(256 * 1024),
        GATEWAY_SOCKETS_PER_USER: '500',
      },
    });
    [alice, bob] = (await Promise.all(['alice', 'bob'].map((name) => platform.user(name)))) as [
      TestUser,
      TestUser,
    ];
    chat = (await alice.openDirect(bob)).id;
    witness = await openSocket(bob);
  });
  afterAll(async () => {
    // Whatever was done to other sockets, this one has heard nothing wrong and still works.
    expect((await witness.ask({ do: 'ping' })).ok).toEqual({});
    expect(witness.closed).toBeUndefined();
    await platform.stop();
  });

  it.each([
    ['no JSON', 'nonsense', 4503],
    ['an array', '[{"id":1,"do":"ping"}]', 4503],
    ['nothing', '', 4503],
    ['a key twice', '{"id":1,"id":2,"do":"ping"}', 4503],
    ['__proto__', '{"id":1,"do":"ping","__proto__":{"a":1}}', 4503],
    ['no id', '{"do":"ping"}', 4503],
    ['deep nesting', '['.repeat(100_000), 4503],
    ['one byte more than allowed', `{"id":1,"do":"ping","x":"${'x'.repeat(256 * 1024)}"}`, 4504],
  ])('closes for %s', async (_name, text, code) => {
    using socket = await openSocket(alice);
    socket.send(text);
    expect((await socket.end()).code).toBe(code);
  });

  it('closes for a binary frame, bad UTF-8, an unmasked frame and a reserved bit', async () => {
    const bad = [
      maskedFrame(0x82, Buffer.from('{"id":1,"do":"ping"}')),
      maskedFrame(0x81, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
      Buffer.from([0x81, 0x02, 0x7b, 0x7d]),
      maskedFrame(0xc1, Buffer.from('{}')),
    ];
    for (const bytes of bad) {
      using socket = await openSocket(alice);
      rawOf(socket).write(bytes);
      expect((await socket.end()).code).toBe(4503);
    }
  });

  it('closes for endless fragments', async () => {
    using socket = await openSocket(alice);
    rawOf(socket).write(maskedFrame(0x01, Buffer.from('{')));
    for (let count = 0; count < 40; count++) rawOf(socket).write(maskedFrame(0x00, Buffer.from(' ')));
    expect((await socket.end()).code).toBe(4504);
  });

  it('answers or closes, whatever it is sent', async () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(chat, 0, -1, 1e9, 'x', '\u202e', '\0', '\ud800'));
    const command = fc.record(
      {
        id: fc.oneof(
          { arbitrary: fc.integer({ min: 1, max: 1000 }), weight: 8 },
          { arbitrary: value, weight: 1 },
        ),
        do: fc.oneof(
          { arbitrary: fc.constantFrom('send', 'read', 'typing', 'resume', 'watch', 'ping'), weight: 8 },
          { arbitrary: value, weight: 1 },
        ),
        chat: value,
        clientId: value,
        text: value,
        seq: value,
        users: value,
        chats: value,
        epoch: value,
        extra: value,
      },
      { requiredKeys: ['id', 'do'] },
    );
    await fc.assert(
      fc.asyncProperty(command, async (frame) => {
        using socket = await openSocket(alice);
        socket.send(JSON.stringify(frame));
        await socket.until(
          () => socket.closed !== undefined || socket.frames.some(({ re }) => re !== undefined),
        );
        const reply = socket.frames.find(({ re }) => re !== undefined);
        if (reply) expect(JSON.stringify(reply)).not.toMatch(/kit\.internal/);
        else expect(socket.closed?.code).toBe(4503);
      }),
      { numRuns: 60 },
    );
  });

  it('slows down who sends too much, and closes who does not listen', async () => {
    using socket = await openSocket(alice);
    const replies = await Promise.all(Array.from({ length: 400 }, () => socket.ask({ do: 'ping' })));
    expect(replies.filter(({ ok }) => ok !== undefined).length).toBeGreaterThanOrEqual(300);
    expect(replies.find(({ error }) => error !== undefined)).toMatchObject({
      error: { code: 'kit.rate_limited', isRetryable: true, retryAfterMs: expect.any(Number) },
    });
    for (let id = 1001; id <= 1700; id++) socket.send({ id, do: 'ping' });
    expect((await socket.end()).code).toBe(4004);
  });

  it('closes a flood of pings', async () => {
    using socket = await openSocket(alice);
    for (let count = 0; count < 700; count++) socket.socket.ping();
    expect((await socket.end()).code).toBe(4004);
  });

  it('gives up a reader who does not read, and disturbs nobody else', async () => {
    using slow = await openSocket(bob);
    using sender = await openSocket(alice);
    slow.socket.pause();
    const text = 'ж'.repeat(4000);
    const messages = platform.rpc.client(MessagesService);
    const isGivenUp = async () =>
      /closes_total\{[^}]*code="4001"[^}]*\} [1-9]/.test(await platform.metrics());
    let sent = 0;
    // The kernel takes some megabytes before the server notices anything; the queue has 256 KiB. What is sent at once
    // is less, so that whoever reads, if only now and then, keeps up.
    while (sent < 3000 && !(await isGivenUp())) {
      const of = { chatId: chat, senderId: alice.id, text };
      const sends = Array.from({ length: 20 }, () => ({ ...of, clientId: randomUUID() }));
      const { results } = await messages.appendMessages({ sends });
      expect(results.every(({ outcome }) => outcome.case === 'message')).toBe(true);
      sent += sends.length;
      for (const reader of [witness, sender])
        await reader.until(() => reader.events('message').length >= sent);
    }
    expect(
      (await sender.ask({ do: 'send', chat, clientId: randomUUID(), text: 'still here' })).ok,
    ).toBeDefined();
    slow.socket.resume();
    // 1006: on a busy machine she reads again only after the server has stopped waiting for her.
    expect([4001, 1006]).toContain((await slow.end()).code);
    const seqs = slow.events('message').map(({ seq }) => Number(seq));
    // What it did read is gapless.
    expect(seqs).toEqual(seqs.map((_, at) => (seqs[0] ?? 0) + at));
    expect(seqs.length).toBeLessThan(sent);
  }, 120_000);
});
