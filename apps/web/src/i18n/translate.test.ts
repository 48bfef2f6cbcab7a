import { expect, it } from 'vitest';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { translator } from './translate.ts';

it('uses the plural forms of English and Russian', () => {
  const english = translator('en');
  const russian = translator('ru');
  expect([1, 2].map((count) => english('chats.unread', { count }))).toEqual([
    '1 unread message',
    '2 unread messages',
  ]);
  expect([1, 2, 5, 11, 21, 1000].map((count) => russian('chats.unread', { count }))).toEqual([
    '1 непрочитанное сообщение',
    '2 непрочитанных сообщения',
    '5 непрочитанных сообщений',
    '11 непрочитанных сообщений',
    '21 непрочитанное сообщение',
    '1\u00a0000 непрочитанных сообщений',
  ]);
});

it('fills parameters in as they are, and only once', () => {
  expect(translator('en')('chats.nothingFound', { query: '{query} $& <b>' })).toBe(
    'Nothing found for “{query} $& <b>”',
  );
});

it('names the same parameters in both languages', () => {
  const names = (entry: string | object) =>
    (typeof entry === 'string' ? [entry] : Object.values(entry)).map((text: string) =>
      [...new Set(text.match(/\{\w+\}/g))].sort().join(),
    );
  for (const key of Object.keys(en) as Array<keyof typeof en>) {
    expect(new Set(names(ru[key])), key).toEqual(new Set(names(en[key])));
  }
});

it('has all the forms that Russian needs', () => {
  for (const [key, entry] of Object.entries(ru)) {
    if (typeof entry !== 'string') {
      expect(Object.keys(entry).sort(), key).toEqual(['few', 'many', 'one', 'other']);
    }
  }
});
