import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameChain } from './frame-chain.ts';

const a = Buffer.from('a');
const b = Buffer.from('b');
const c = Buffer.from('c');

describe('FrameChain', () => {
  it('brings sockets with the same frames to the same buffer', () => {
    const start = FrameChain.start();
    const [one, two] = [start.append(a, false), start.append(a, false)];
    expect(one.append(b, false).joined()).toBe(two.append(b, false).joined());
    expect(one.append(b, false).joined().toString()).toBe('ab');
  });

  it('gives a single frame as it is, without copying', () => {
    expect(FrameChain.start().append(a, false).joined()).toBe(a);
  });

  it('keeps chains apart that differ', () => {
    const start = FrameChain.start();
    const left = start.append(a, false).append(c, false);
    const right = start.append(b, false).append(c, false);
    expect(left.joined().toString()).toBe('ac');
    expect(right.joined().toString()).toBe('bc');
    // The one that was left behind goes on from where it stood.
    expect(left.append(b, false).joined().toString()).toBe('acb');
  });

  it('drops only what may be dropped', () => {
    const chain = FrameChain.start().append(a, false).append(b, true).append(c, false).append(b, true);
    expect(chain.droppableCount).toBe(2);
    const kept = chain.withoutDroppable();
    expect(kept.joined().toString()).toBe('ac');
    expect(kept.droppableCount).toBe(0);
  });

  it('joins what each socket was given, in its order, whatever the others got', () => {
    const frames = ['one', 'two', 'three', 'four'].map((text) => Buffer.from(text));
    const step = fc.record({ frame: fc.nat(frames.length - 1), readers: fc.uniqueArray(fc.nat(5)) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const start = FrameChain.start();
        const chains = Array.from({ length: 6 }, () => start);
        const expected = Array.from({ length: 6 }, () => '');
        for (const { frame, readers } of steps) {
          const bytes = frames[frame] ?? a;
          for (const reader of readers) {
            chains[reader] = (chains[reader] ?? start).append(bytes, false);
            expected[reader] += bytes.toString();
          }
        }
        expect(chains.map((chain) => chain.joined().toString())).toEqual(expected);
        expect(chains.map((chain) => chain.bytes)).toEqual(expected.map((text) => text.length));
      }),
    );
  });
});
