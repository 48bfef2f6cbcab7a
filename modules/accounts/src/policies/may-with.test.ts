import { expect, test } from 'vitest';
import { canAddToGroup, canFind, canFollowProfile, canSeePresence, canWrite } from './may-with.ts';
import type { Standing } from './may-with.ts';
import type { Audience } from '../tables/people.ts';

const open: Standing = {
  isSelf: false,
  isContact: false,
  hasBlockedMe: false,
  isBlockedByMe: false,
  isDeactivated: false,
  whoCanWrite: 'everyone',
  whoCanSeeLastSeen: 'everyone',
  whoCanAddToGroups: 'everyone',
  whoCanFindMe: 'everyone',
};
const all = (audience: Audience): Partial<Standing> => ({
  whoCanWrite: audience,
  whoCanSeeLastSeen: audience,
  whoCanAddToGroups: audience,
  whoCanFindMe: audience,
});
const verdict = (given: Partial<Standing>) => {
  const standing = { ...open, ...given };
  return [canWrite, canSeePresence, canAddToGroup, canFind, canFollowProfile]
    .map((may) => (may(standing) ? 'y' : 'n'))
    .join('');
};

test.each([
  ['a stranger, everything open', {}, 'yyyyy'],
  ['a stranger, contacts only', all('contacts'), 'nnnny'],
  ['a contact, contacts only', { ...all('contacts'), isContact: true }, 'yyyyy'],
  ['a contact, nobody', { ...all('nobody'), isContact: true }, 'nnnny'],
  ['herself, nobody', { ...all('nobody'), isSelf: true }, 'yyyyy'],
  ['somebody she blocked', { hasBlockedMe: true }, 'nnnnn'],
  ['a contact whom she blocked', { hasBlockedMe: true, isContact: true, ...all('contacts') }, 'nnnnn'],
  ['somebody who blocked her', { isBlockedByMe: true }, 'nynyy'],
  ['after her account was closed', { isDeactivated: true }, 'nnnny'],
])('%s: write, presence, groups, find, profile', (_name, given, expected) => {
  expect(verdict(given)).toBe(expected);
});

test('a block can not be told from settings that say "nobody", but for what follows a profile', () => {
  expect(verdict({ hasBlockedMe: true }).slice(0, 4)).toBe(verdict(all('nobody')).slice(0, 4));
});
