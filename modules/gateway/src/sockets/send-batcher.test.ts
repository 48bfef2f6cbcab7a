import { create } from '@bufbuild/protobuf';
import { kitErrors, requestId } from '@bridges/kit';
import { AppendMessagesResponseSchema } from '@bridges/contracts/proto';
import type { AppendMessagesResponse } from '@bridges/contracts/proto';
import { describe, expect, it } from 'vitest';
import { SendBatcher } from './send-batcher.ts';

interface Call {
  texts: string[];
  routeBy: string | undefined;
  answer: () => void;
}

/** A batcher whose calls the case answers. */
function batcherTo(routeOf: (chatId: string) => string) {
  const calls: Call[] = [];
  const batcher = new SendBatcher({
    routeOf,
    metrics: { sendBatch: { observe: () => {} } } as never,
    messages: {
      appendMessages: (request, options) =>
        new Promise<AppendMessagesResponse>((resolve) => {
          const sends = request.sends ?? [];
          calls.push({
            texts: sends.map(({ text = '' }) => text),
            routeBy: options?.routeBy,
            answer: () =>
              resolve(
                create(AppendMessagesResponseSchema, {
                  results: sends.map(() => ({ outcome: { case: 'message' as const, value: {} } })),
                }),
              ),
          });
        }),
    },
  });
  const send = (chatId: string, text: string) =>
    batcher.add({ chatId, senderId: 'alice', clientId: text, text });
  const tick = () => new Promise((resolve) => setImmediate(resolve));
  return { batcher, calls, send, tick };
}

describe('within one process', () => {
  it('makes one call of a tick, and does not wait for the one before', async () => {
    const { calls, send, tick } = batcherTo(() => '');
    void send('x', '1');
    void send('y', '2');
    await tick();
    void send('x', '3');
    await tick();
    expect(calls.map(({ texts }) => texts)).toEqual([['1', '2'], ['3']]);
  });
});

describe('between processes', () => {
  it('makes one call for each copy, by the chats it looks after', async () => {
    const { calls, send, tick } = batcherTo((chatId) => (chatId === 'x' ? 'one' : 'other'));
    for (const [at, chatId] of ['x', 'y', 'x', 'z'].entries()) void send(chatId, String(at));
    await tick();
    expect(calls.map(({ texts, routeBy }) => [texts, routeBy])).toEqual([
      [['0', '2'], 'x'],
      [['1', '3'], 'y'],
    ]);
  });

  it('has a chat in one call at a time, and others go on meanwhile', async () => {
    const { batcher, calls, send, tick } = batcherTo(() => 'one');
    void send('x', '1');
    await tick();
    void send('x', '2');
    void send('y', '3');
    await tick();
    expect(calls.map(({ texts }) => texts)).toEqual([['1'], ['3']]);
    calls[0]?.answer();
    await tick();
    await tick();
    expect(calls.map(({ texts }) => texts)).toEqual([['1'], ['3'], ['2']]);
    for (const { answer } of calls) answer();
    await batcher.idle();
  });

  it('keeps the order of more sends than fit into a call', async () => {
    const { batcher, calls, send, tick } = batcherTo(() => 'one');
    for (let at = 0; at < 1200; at++) void send('x', String(at));
    for (let round = 0; round < 3; round++) {
      await tick();
      calls.at(-1)?.answer();
      await tick();
    }
    expect(calls.flatMap(({ texts }) => texts)).toEqual(Array.from({ length: 1200 }, (_, at) => String(at)));
    expect(calls).toHaveLength(3);
    await batcher.idle();
  });
});

it('tells all senders of a failed call what the logs call it', async () => {
  let asked: string | undefined;
  const batcher = new SendBatcher({
    routeOf: () => '',
    metrics: { sendBatch: { observe: () => {} } } as never,
    messages: {
      appendMessages: async () => {
        asked = requestId();
        throw kitErrors.unavailable();
      },
    },
  });
  const send = (text: string) => batcher.add({ chatId: 'x', senderId: 'alice', clientId: text, text });
  const outcomes = await Promise.allSettled([send('1'), send('2')]);
  expect(asked).toBeTypeOf('string');
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ reason: { code: 'kit.unavailable', requestId: asked } });
});
