import { expect, test } from 'vitest';
import { kindOfContent } from './kind-of-content.ts';

test.each([
  ['image/png', {}, { kind: 'image', type: 'image/png', isInline: true }],
  ['image/png', { kind: 'file' }, { kind: 'file', type: 'image/png', isInline: false }],
  ['image/png', { kind: 'voice' }, { kind: 'image', type: 'image/png', isInline: true }],
  ['video/webm', {}, { kind: 'video', type: 'video/webm', isInline: true }],
  ['video/webm', { kind: 'voice' }, { kind: 'voice', type: 'audio/webm', isInline: true }],
  ['video/webm', { filetype: 'audio/webm' }, { kind: 'audio', type: 'audio/webm', isInline: true }],
  ['audio/ogg; codecs=opus', { kind: 'voice' }, { kind: 'voice', type: 'audio/ogg', isInline: true }],
  ['audio/x-m4a', {}, { kind: 'audio', type: 'audio/mp4', isInline: true }],
  [
    'application/xml',
    { filetype: 'image/svg+xml' },
    { kind: 'file', type: 'application/xml', isInline: false },
  ],
  ['image/svg+xml', {}, { kind: 'file', type: 'image/svg+xml', isInline: false }],
  ['application/pdf', { filetype: 'image/png' }, { kind: 'file', type: 'application/pdf', isInline: false }],
  ['application/zip', { kind: 'voice' }, { kind: 'file', type: 'application/zip', isInline: false }],
] as const)('%s with %j', (found, hints, expected) => {
  expect(kindOfContent(found, hints, false)).toEqual(expected);
});

test('what nobody knows is downloaded, whatever its name says', () => {
  const hints = { filetype: 'image/png' };
  expect(kindOfContent(undefined, hints, true)).toEqual({
    kind: 'file',
    type: 'text/plain',
    isInline: false,
  });
  expect(kindOfContent(undefined, hints, false).type).toBe('application/octet-stream');
});
