import type { SystemContent } from '@bridges/contracts';
import type { Chat, Message } from '@bridges/sdk';
import { expect, it } from 'vitest';
import { translator } from '../../i18n/translate.ts';
import { messageSummary } from '../../store/message-summary.ts';
import { commandOf } from './composer/commands.ts';
import { rightsOver } from './message-rights.ts';
import { messagesAsText } from './messages-as-text.ts';
import { systemText } from './system-text.ts';

const message = (parts: Partial<Message> = {}): Message => ({
  chatId: 'chat',
  seq: 1,
  senderId: 'me',
  kind: 'text',
  text: 'Hi',
  clientId: 'c',
  createdAt: '2026-11-21T09:30:00.000Z',
  ...parts,
});
const group = { memberCount: 3, pinRole: 'admin', state: 'open' };
const chat = (parts: object = {}) =>
  ({ kind: 'group', role: 'member', canPost: true, group, ...parts }) as Chat;

it('knows what I may do with a message', () => {
  expect(rightsOver(message(), chat(), 'me')).toMatchObject({
    canReply: true,
    canEdit: true,
    canPin: false,
    canDeleteForAll: true,
    canSeeReaders: true,
  });
  expect(rightsOver(message({ senderId: 'b' }), chat(), 'me')).toMatchObject({
    canEdit: false,
    canDeleteForAll: false,
    canSeeReaders: false,
  });
  expect(rightsOver(message({ senderId: 'b' }), chat({ role: 'admin' }), 'me')).toMatchObject({
    canPin: true,
    canDeleteForAll: true,
  });
  // Nobody is there to be answered.
  expect(rightsOver(message(), chat(), 'me', true)).toMatchObject({ canReply: false, canForward: true });
  const big = chat({ group: { ...group, memberCount: 101 } });
  expect(rightsOver(message(), big, 'me').canSeeReaders).toBe(false);
  const over = chat({ canPost: false, group: { ...group, state: 'closed' } });
  expect(rightsOver(message(), over, 'me')).toMatchObject({
    canReply: false,
    canEdit: false,
    canReact: false,
  });
});

it('says what happened in both languages, naming people', () => {
  const all: SystemContent[] = [
    { type: 'groupCreated', title: 'Trip' },
    { type: 'membersAdded', userIds: ['b', 'c', 'd'], count: 12 },
    { type: 'memberJoined', by: 'link' },
    { type: 'memberRemoved', userId: 'b', isBanned: true },
    { type: 'ownerChanged', userId: 'b' },
    { type: 'stateChanged', state: 'readOnly' },
    { type: 'messagePinned', seq: 4 },
  ];
  const say = (language: 'en' | 'ru') =>
    all.map((one) => systemText(one, { actor: 'Anna', nameOf: (id) => id }, translator(language)));
  expect(say('en')).toEqual([
    'Anna created the group “Trip”',
    'Anna added b, c, d and 9 more',
    'Anna joined by a link',
    'Anna banned b',
    'Anna made b the owner',
    'Anna made the chat read-only',
    'Anna pinned a message',
  ]);
  for (const text of say('ru')) expect(text).toMatch(/^Anna.*[а-я]/);
  const ofService = { actor: null, nameOf: (id: string) => id };
  const closed = { type: 'stateChanged', state: 'closed' } as const;
  expect(systemText(closed, ofService, translator('en'))).toBe('The chat was closed');
  const newer = { type: 'somethingNew' } as unknown as SystemContent;
  const names = { actor: 'Anna', nameOf: (id: string) => id };
  expect(systemText(newer, names, translator('en'))).toBe('Anna changed something here');
});

it('copies messages with author and time, once for those of one minute', () => {
  const list = [
    message({ text: 'a' }),
    message({ text: 'b', createdAt: '2026-11-21T09:30:20.000Z' }),
    message({ kind: 'deleted', text: '' }),
    message({ text: 'c', senderId: 'bob' }),
  ];
  expect(
    messagesAsText(
      list,
      (id) => id,
      () => '9:30',
    ),
  ).toBe('me, 9:30:\na\nb\n\nbob, 9:30:\nc');
});

it('tells a message in a line without its marks, spoilers hidden', () => {
  const t = translator('en');
  expect(messageSummary(message({ text: '**a**\n||secret|| `b`' }), t)).toBe('a ▒▒▒▒ b');
  expect(messageSummary(message({ kind: 'deleted', text: '' }), t)).toBe('Deleted message');
});

it('takes only its own words after a slash for commands', () => {
  expect(commandOf('/silent hello there')).toMatchObject({ rest: 'hello there' });
  expect(commandOf('/silent')?.rest).toBe('');
  for (const text of ['/usr/bin', '/nothing', 'a /silent', '/silently x']) expect(commandOf(text)).toBeNull();
});
