import { expect, test } from 'vitest';
import { readUploadMetadata } from './upload-metadata.ts';

const header = (pairs: Record<string, string>) =>
  Object.entries(pairs)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

test('reads what the uploader says', () => {
  const given = {
    filename: 'привет, мир.ogg',
    kind: 'voice',
    durationMs: '1500',
    waveform: btoa('\x00\x1f'),
  };
  expect(readUploadMetadata(header(given))).toEqual({ metadata: { ...given, durationMs: 1500 } });
  expect(readUploadMetadata(undefined)).toEqual({ metadata: {} });
});

test.each([
  ['unknown keys', header({ owner: 'root' })],
  ['a key twice', `${header({ kind: 'file' })},${header({ kind: 'voice' })}`],
  ['no base64', 'filename %%%'],
  ['no UTF-8', `filename ${Buffer.of(0xff, 0xfe).toString('base64')}`],
  ['NUL', header({ filename: 'a\0b' })],
  ['too loud', header({ waveform: btoa('\x20') })],
  ['too long a waveform', header({ waveform: btoa('\x01'.repeat(101)) })],
  ['too wide', header({ width: '99999' })],
  ['a length below nothing', header({ durationMs: '-1' })],
  ['too much', `filename ${'A'.repeat(9000)}`],
])('refuses %s', (_what, given) => {
  expect(readUploadMetadata(given)).toHaveProperty('problem');
});
