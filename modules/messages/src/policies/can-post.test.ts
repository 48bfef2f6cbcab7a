import { limits, messageText } from '@bridges/contracts';
import { describe, expect, it } from 'vitest';
import { canBeText, canPost } from './can-post.ts';
import type { PostRules } from './can-post.ts';

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

const group: PostRules = {
  kind: 'group',
  userLow: null,
  userHigh: null,
  postRole: 'member',
  state: 'open',
  isBlockedByLow: false,
  isBlockedByHigh: false,
  hasDeactivated: false,
};

describe('canPost', () => {
  it('lets every member, and tells others nothing of the chat', () => {
    for (const role of ['owner', 'admin', 'member'] as const)
      expect(canPost(group, 'alice', role)).toBeUndefined();
    expect(canPost(group, 'alice', undefined)?.code).toBe('messages.chat_not_found');
    expect(canPost(undefined, 'alice', 'owner')?.code).toBe('messages.chat_not_found');
  });

  it('keeps announcements to admins', () => {
    const announcements = { ...group, postRole: 'admin' } as const;
    expect(canPost(announcements, 'alice', 'member')?.code).toBe('messages.post_forbidden');
    expect(canPost(announcements, 'alice', 'admin')).toBeUndefined();
  });

  it('lets nobody post in what is closed', () => {
    for (const state of ['readOnly', 'closed'] as const)
      expect(canPost({ ...group, state }, 'alice', 'owner')?.code).toBe('messages.chat_read_only');
  });

  it('lets neither side write past a block', () => {
    const direct = {
      ...group,
      kind: 'direct',
      userLow: 'alice',
      userHigh: 'bob',
      isBlockedByLow: true,
    } as const;
    expect(canPost(direct, 'alice', 'member')?.code).toBe('messages.cannot_write');
    expect(canPost(direct, 'bob', 'member')?.code).toBe('messages.cannot_write');
    expect(canPost({ ...direct, isBlockedByLow: false }, 'bob', 'member')).toBeUndefined();
  });

  it('lets nobody write to a closed account; that it is closed is known, that one is blocked is not', () => {
    const direct = {
      ...group,
      kind: 'direct',
      userLow: 'alice',
      userHigh: 'bob',
      hasDeactivated: true,
    } as const;
    expect(canPost(direct, 'alice', 'member')?.code).toBe('messages.peer_deactivated');
    const blocked = { ...direct, isBlockedByHigh: true };
    expect(canPost(blocked, 'alice', 'member')?.code).toBe('messages.cannot_write');
  });
});
