import { limits, messageText } from '@bridges/contracts';
import { describe, expect, it } from 'vitest';
import { canBeText, canPost } from './can-post.ts';

describe('canBeText', () => {
  const texts: [string, string, boolean][] = [
    ['one character', 'a', true],
    ['the longest', 'x'.repeat(limits.messageText), true],
    ['one more', 'x'.repeat(limits.messageText + 1), false],
    ['the longest in pairs', '😀'.repeat(limits.messageText / 2), true],
    ['nothing', '', false],
    ['white space', ' \t\n\r\u00a0\u2003\ufeff', false],
    ['white space around', '\n hi ', true],
    ['NUL', 'a\0b', false],
    ['the first half of a pair', 'a\ud83d', false],
    ['the second half of a pair', '\ude00a', false],
    ['bidirectional overrides', '\u202eabc\u202c', true],
    ['control characters', 'a\u0001\u001b[31mb', true],
  ];

  it.each(texts)('%s', (_what, text, isText) => {
    expect(canBeText(text)?.code).toBe(isText ? undefined : 'messages.text_invalid');
    // The doors' schema decides the same, or a batch could meet what no door let through.
    expect(messageText.safeParse(text).success).toBe(isText);
  });
});

describe('canPost', () => {
  it('lets every member, and tells others nothing of the chat', () => {
    for (const role of ['owner', 'admin', 'member'] as const) expect(canPost(role)).toBeUndefined();
    expect(canPost(undefined)?.code).toBe('messages.chat_not_found');
  });
});
