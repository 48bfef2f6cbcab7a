import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { errors } from '../errors.ts';
import { AppendQueue } from './append-queue.ts';
import type { AppendQueueOptions, SendOutcome, SendRequest } from './append-queue.ts';

const send = (chatId: string, text: string, clientId: string = randomUUID()): SendRequest => ({
  chatId,
  senderId: 'alice',
  clientId,
  text,
  kind: 'text',
});

/** A queue whose commits end when the test says so. */
function heldQueue(options: Partial<AppendQueueOptions> = {}) {
  const batches: { texts: string[]; sends: readonly SendRequest[]; end: (error?: unknown) => void }[] = [];
  const seqs = new Map<string, number>();
  const store = (message: SendRequest): SendOutcome => {
    const seq = (seqs.get(message.chatId) ?? 0) + 1;
    seqs.set(message.chatId, seq);
    return { message: { ...message, seq, createdAtMs: 0 }, isRepeat: false };
  };
  const queue = new AppendQueue({
    maxWaiting: 100,
    batchSize: 10,
    commitsInFlight: 2,
    commit: (sends) =>
      new Promise((resolve, reject) => {
        const end = (error?: unknown) => (error === undefined ? resolve(sends.map(store)) : reject(error));
        batches.push({ sends, texts: sends.map(({ text }) => text), end });
      }),
    ...options,
  });
  /** Ends the commit of this number and lets what follows from it happen. */
  const end = async (at: number, error?: unknown) => {
    batches[at]?.end(error);
    await new Promise(setImmediate);
  };
  return { queue, batches, end, texts: () => batches.map((batch) => batch.texts) };
}

describe('AppendQueue', () => {
  it('stores at once when nothing is in flight, and collects while something is', async () => {
    const { queue, end, texts } = heldQueue();
    const outcomes = ['1', '2', '3'].map((text) => queue.append(send('a', text)));
    expect(texts()).toEqual([['1']]);
    await end(0);
    expect(texts()).toEqual([['1'], ['2', '3']]);
    await end(1);
    expect((await Promise.all(outcomes)).map(({ message }) => message?.seq)).toEqual([1, 2, 3]);
  });

  it('has a chat in one commit at a time, and others meanwhile in further ones up to the limit', async () => {
    const { queue, end, texts } = heldQueue();
    for (const [chat, text] of ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'])
      void queue.append(send(`${chat}`, `${chat}${text}`));
    expect(texts()).toEqual([['a1'], ['b1']]);
    await end(1);
    expect(texts().at(-1)).toEqual(['c1', 'c2', 'b2']);
    await end(0);
    expect(texts().at(-1)).toEqual(['a2']);
  });

  it('never puts more into a batch than allowed, and keeps the order beyond it', async () => {
    const { queue, end, texts } = heldQueue({ batchSize: 2 });
    for (const text of ['1', '2', '3', '4', '5', '6']) void queue.append(send('a', text));
    for (let at = 0; at < 4; at++) await end(at);
    expect(texts()).toEqual([['1'], ['2', '3'], ['4', '5'], ['6']]);
  });

  it('never has a key twice in a batch; what follows the second waits with it', async () => {
    const { queue, end, batches, texts } = heldQueue({ commitsInFlight: 1 });
    const key = randomUUID();
    void queue.append(send('z', 'first'));
    for (const one of [send('a', '1'), send('a', 'k', key), send('a', 'k again', key), send('a', '2')])
      void queue.append(one);
    void queue.append(send('b', 'k in b', key));
    await end(0);
    expect(texts().at(-1)).toEqual(['1', 'k']);
    await end(1);
    await end(2);
    await end(3);
    expect(
      batches.every(({ sends }) => new Set(sends.map((one) => one.clientId)).size === sends.length),
    ).toBe(true);
    expect(texts().flat().toSorted()).toEqual(['1', '2', 'first', 'k', 'k again', 'k in b']);
    expect(texts().flat().indexOf('k again')).toBeLessThan(texts().flat().indexOf('2'));
  });

  it('answers a retryable refusal to all of a commit that failed, and goes on', async () => {
    const { queue, end } = heldQueue({ commitsInFlight: 1 });
    const first = queue.append(send('a', '1'));
    const second = queue.append(send('a', '2'));
    await end(0, new Error('the connection is gone'));
    expect((await first).error).toMatchObject({ code: 'kit.unavailable', isRetryable: true });
    await end(1, errors.membership_behind());
    expect((await second).error?.code).toBe('messages.membership_behind');
    const third = queue.append(send('a', '3'));
    await end(2);
    expect((await third).message?.text).toBe('3');
    await queue.idle();
  });

  it('refuses what is beyond the limit as busy, until there is room', async () => {
    const { queue, end } = heldQueue({ maxWaiting: 2 });
    void queue.append(send('a', 'in flight'));
    void queue.append(send('a', '1'));
    void queue.append(send('a', '2'));
    expect(queue.waitingCount).toBe(2);
    expect((await queue.append(send('b', 'too much'))).error).toMatchObject({
      code: 'messages.busy',
      isRetryable: true,
      retryAfterMs: 1000,
    });
    await end(0);
    expect(queue.waitingCount).toBe(0);
    const again = queue.append(send('b', 'fits'));
    await end(2);
    expect((await again).message?.text).toBe('fits');
  });

  it('tells when there is more under way than one commit takes', async () => {
    const { queue, end } = heldQueue({ batchSize: 3, commitsInFlight: 1 });
    const { pressure } = queue;
    for (const text of ['1', '2', '3']) void queue.append(send('a', text));
    await end(0);
    // Two in this commit, and then one more behind it.
    expect([pressure.waitingCount, pressure.isFull]).toEqual([0, false]);
    for (const text of ['4', '5', '6', '7']) void queue.append(send('a', text));
    expect([pressure.waitingCount, pressure.isFull]).toEqual([4, false]);
    await end(1);
    expect([pressure.waitingCount, pressure.isFull]).toEqual([1, true]);
  });

  it('tells when sends wait although a commit begins', async () => {
    const { queue, end } = heldQueue({ batchSize: 10, commitsInFlight: 2 });
    const { pressure } = queue;
    void queue.append(send('a', '1'));
    void queue.append(send('b', '1'));
    expect(pressure.isFull).toBe(false);
    // In the same chat it waits for the one before.
    void queue.append(send('a', '2'));
    await end(1);
    expect(pressure.isFull).toBe(false);
    void queue.append(send('b', '2'));
    expect([pressure.waitingCount, pressure.isFull]).toEqual([1, true]);
  });

  it('is idle when all is answered, not before', async () => {
    const { queue, end } = heldQueue({ commitsInFlight: 1 });
    await queue.idle();
    let isIdle = false;
    const answered: string[] = [];
    for (const text of ['1', '2']) void queue.append(send('a', text)).then(() => answered.push(text));
    const idle = queue.idle().then(() => (isIdle = true));
    await end(0);
    expect(isIdle).toBe(false);
    await end(1);
    await idle;
    expect(answered).toEqual(['1', '2']);
  });

  it('keeps every chat in order whatever the sizes of batches', async () => {
    const stored = new Map<string, number[]>();
    const inCommit = new Set<string>();
    const queue = new AppendQueue({
      maxWaiting: 10_000,
      batchSize: 7,
      commitsInFlight: 3,
      async commit(sends) {
        const chats = [...new Set(sends.map(({ chatId }) => chatId))];
        for (const chat of chats) expect(inCommit.has(chat)).toBe(false);
        for (const chat of chats) inCommit.add(chat);
        for (let turn = sends.length % 3; turn >= 0; turn--) await new Promise(setImmediate);
        for (const chat of chats) inCommit.delete(chat);
        return sends.map((one) => {
          const order = stored.get(one.chatId) ?? [];
          stored.set(one.chatId, order);
          order.push(Number(one.text));
          return { message: { ...one, seq: order.length, createdAtMs: 0 }, isRepeat: false };
        });
      },
    });
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, (_, at) => queue.append(send(`chat ${(at * at) % 13}`, `${at}`))),
    );
    expect(outcomes.every(({ error }) => error === undefined)).toBe(true);
    for (const order of stored.values()) expect(order).toEqual(order.toSorted((one, other) => one - other));
  });
});
