import type { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { textFrame } from './frame.ts';

// `ws` exports its reader, but its types do not tell.
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable };

/** Reads frames as the other end would. */
function readFrames(bytes: Buffer): string[] {
  const read: string[] = [];
  const receiver = new Receiver({ isServer: false });
  receiver.on('message', (data: Buffer, isBinary: boolean) => {
    expect(isBinary).toBe(false);
    read.push(data.toString());
  });
  receiver.on('error', (error: Error) => {
    throw error;
  });
  receiver.write(bytes);
  return read;
}

describe('textFrame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])('frames %i bytes', (length) => {
    const text = 'x'.repeat(length);
    expect(readFrames(textFrame(text))).toEqual([text]);
    expect(textFrame(Buffer.from(text))).toEqual(textFrame(text));
  });

  it('counts bytes, not characters', () => {
    for (const text of [
      'ё'.repeat(62),
      'ё'.repeat(63),
      '👍🏽'.repeat(40),
      '語'.repeat(21_845),
      '語'.repeat(21_846),
    ]) {
      expect(readFrames(textFrame(text))).toEqual([text]);
    }
  });

  it('stays whole beside other frames', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 })), (texts) => {
        expect(readFrames(Buffer.concat(texts.map((text) => textFrame(text))))).toEqual(texts);
      }),
    );
  });
});
