import type { Bus } from '@bridges/kit';
import { describe, expect, it } from 'vitest';
import { eventually, freshSubject, unique } from './subject.ts';
import type { Started } from './subject.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** What every `Bus` keeps to. Delivery may take its time: "nothing came" is told by a later payload that did. */
export function busContract(name: string, create: () => Promise<Started<Bus>>): void {
  describe(`bus: ${name}`, () => {
    const bus = freshSubject(create);
    const listen = async (channel: string) => {
      const got: number[][] = [];
      const stop = await bus().subscribe(channel, (payload) => got.push([...payload]));
      return { got, stop };
    };
    const publish = (channel: string, ...bytes: number[]) => bus().publish(channel, Uint8Array.from(bytes));

    it('misses nothing that is published after subscribe resolved', async () => {
      const listeners: Awaited<ReturnType<typeof listen>>[] = [];
      for (const index of numbers(50)) {
        const channel = unique('chat');
        listeners.push(await listen(channel));
        publish(channel, index);
      }
      await eventually(() =>
        expect(listeners.map(({ got }) => got)).toEqual(numbers(50).map((index) => [[index]])),
      );
    });

    it('keeps the order of one publisher on one channel', async () => {
      const channel = unique('chat');
      const { got } = await listen(channel);
      for (const index of numbers(500)) publish(channel, index >> 8, index & 255);
      await eventually(() => expect(got).toHaveLength(500));
      expect(got).toEqual(numbers(500).map((index) => [index >> 8, index & 255]));
    });

    it('hands over the very bytes, all values of them', async () => {
      const channel = unique('chat');
      const { got } = await listen(channel);
      publish(channel, ...numbers(256));
      publish(channel, 0, 0, 0);
      publish(channel, 0xff, 0xfe, 0xc3, 0x28, 0x0d, 0x0a);
      await eventually(() => expect(got).toHaveLength(3));
      expect(got).toEqual([numbers(256), [0, 0, 0], [0xff, 0xfe, 0xc3, 0x28, 0x0d, 0x0a]]);
    });

    it('hands over a payload of 0 bytes', async () => {
      const channel = unique('chat');
      const { got } = await listen(channel);
      publish(channel);
      publish(channel, 1);
      await eventually(() => expect(got).toEqual([[], [1]]));
    });

    it('hands over what is published on that channel only, whatever its name looks like', async () => {
      const channel = unique('chat');
      const [one, other, star] = [await listen(channel), await listen(`${channel}:1`), await listen('chat*')];
      publish(`${channel}:1`, 1);
      publish(channel, 2);
      publish('chat*', 3);
      await eventually(() => expect(star.got).toContainEqual([3]));
      await eventually(() => expect([one.got, other.got]).toEqual([[[2]], [[1]]]));
      expect(star.got).toEqual([[3]]);
    });

    it('reaches every listener of a channel', async () => {
      const channel = unique('chat');
      const listeners = [await listen(channel), await listen(channel), await listen(channel)];
      publish(channel, 1);
      publish(channel, 2);
      await eventually(() =>
        expect(listeners.map(({ got }) => got)).toEqual([0, 0, 0].map(() => [[1], [2]])),
      );
    });

    it('stops one listener, not the others', async () => {
      const channel = unique('chat');
      const [stopped, staying] = [await listen(channel), await listen(channel)];
      publish(channel, 1);
      await eventually(() => expect([stopped.got, staying.got]).toEqual([[[1]], [[1]]]));
      stopped.stop();
      publish(channel, 2);
      await eventually(() => expect(staying.got).toEqual([[1], [2]]));
      expect(stopped.got).toEqual([[1]]);
    });

    it('listens anew after the last listener stopped, and stopping twice harms nobody', async () => {
      const channel = unique('chat');
      const stopped = await listen(channel);
      stopped.stop();
      publish(channel, 1);
      const next = await listen(channel);
      stopped.stop();
      publish(channel, 2);
      await eventually(() => expect(next.got).toContainEqual([2]));
      expect(stopped.got).toEqual([]);
    });

    it('publishes to nobody without a fuss', async () => {
      publish(unique('nobody'), 1);
      const channel = unique('chat');
      const { got } = await listen(channel);
      publish(channel, 2);
      await eventually(() => expect(got).toEqual([[2]]));
    });

    it('speaks of no gap while the connection stands', async () => {
      let gaps = 0;
      const stop = bus().onGap(() => (gaps += 1));
      const channel = unique('chat');
      const { got } = await listen(channel);
      publish(channel, 1);
      await eventually(() => expect(got).toEqual([[1]]));
      expect(gaps).toBe(0);
      stop();
    });
  });
}
