import type { ClientState, Notification } from '@bridges/sdk';
import { expect, it } from 'vitest';
import type { Translate } from '../../i18n/translate.ts';
import { entryText } from './entry-text.ts';

const t = ((key: string) => key) as unknown as Translate;
const mention = {
  id: 'entry',
  kind: 'mention',
  createdAt: '2026-11-21T09:30:00.000Z',
  readAt: null,
  actorIds: ['anna'],
  count: 1,
  details: { chatId: 'team', seq: 7, isEveryone: false },
} as Notification;
const heldWith = (messages: object[]) =>
  ({
    users: {},
    chats: { team: { chat: { kind: 'group', title: 'Team' }, messages } },
  }) as unknown as Pick<ClientState, 'chats' | 'users'>;
const message = (fields: object) => ({ seq: 7, kind: 'text', text: 'Are **you** there?', ...fields });

it.each([
  ['what is held of the message', [message({})], 'inbox.mention: Are you there?'],
  ['nothing of another one', [message({ seq: 6 })], 'inbox.mention'],
  ['nothing of one that is deleted', [message({ kind: 'deleted', text: '' })], 'inbox.mention'],
])('a mention says %s', (_, messages, text) => {
  expect(entryText(mention, heldWith(messages), t)).toMatchObject({ text, place: 'Team' });
});
