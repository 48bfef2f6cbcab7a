import { expect, it } from 'vitest';
import { complete, completionAt } from './completion.ts';
import { fuzzyFind, fuzzyScore } from './fuzzy.ts';
import { makeLink, toggleCode, toggleMarker, toggleQuote } from './markdown-edit.ts';

it('offers people, emoji, chats and commands where they can begin', () => {
  expect(completionAt('hi @an', 6)).toEqual({ kind: 'mention', query: 'an', start: 3 });
  expect(completionAt('@', 1)).toEqual({ kind: 'mention', query: '', start: 0 });
  expect(completionAt('(:smi', 5)).toEqual({ kind: 'emoji', query: 'smi', start: 1 });
  expect(completionAt('see #rel', 8)).toEqual({ kind: 'chat', query: 'rel', start: 4 });
  expect(completionAt('/po', 3)).toEqual({ kind: 'command', query: 'po', start: 0 });
});

it('offers nothing inside words, addresses, times and smileys', () => {
  for (const text of ['me@home.or', 'at 10:30', 'x:smile', ':-)', 'so :', 'see /po', 'a#b', '']) {
    expect(completionAt(text, text.length), text).toBeNull();
  }
});

it('puts the words in place with a space behind them, once', () => {
  const at = completionAt('hi @an', 6);
  if (!at) throw new Error('nothing offered');
  expect(complete('hi @an', at, 6, '@anna')).toEqual({ text: 'hi @anna ', caret: 9 });
  expect(complete('hi @an there', at, 6, '@anna')).toEqual({ text: 'hi @anna there', caret: 9 });
});

it('finds by beginning, part, scattered letters, the other layout and the other alphabet', () => {
  expect(fuzzyScore('an', 'Anna')).toBeGreaterThan(fuzzyScore('nn', 'Anna'));
  expect(fuzzyScore(',jh', 'Борис')).toBeGreaterThan(0);
  expect(fuzzyScore('boris', 'Борис')).toBeGreaterThan(0);
  expect(fuzzyScore('борис', 'boris')).toBeGreaterThan(0);
  expect(fuzzyScore('brs', 'boris')).toBeGreaterThan(0);
  expect(fuzzyScore('zz', 'Anna')).toBe(0);
  const names = ['Carol Anders', 'Anna', 'Joanna'];
  expect(fuzzyFind('an', names, (name) => [name])).toEqual(['Anna', 'Carol Anders', 'Joanna']);
});

it('marks what is selected, and takes the marks away again', () => {
  const bold = toggleMarker({ text: 'a bold word', start: 2, end: 7 }, '**');
  expect(bold).toEqual({ text: 'a **bold** word', start: 4, end: 8 });
  expect(toggleMarker(bold, '**')).toEqual({ text: 'a bold word', start: 2, end: 6 });
  expect(toggleMarker({ text: '', start: 0, end: 0 }, '*')).toEqual({ text: '**', start: 1, end: 1 });
  expect(toggleCode({ text: 'x\ny', start: 0, end: 3 }).text).toBe('```\nx\ny\n```');
  expect(makeLink({ text: 'see docs', start: 4, end: 8 })).toEqual({
    text: 'see [docs](https://)',
    start: 11,
    end: 19,
  });
  const quoted = toggleQuote({ text: 'a\nb', start: 0, end: 3 });
  expect(quoted.text).toBe('> a\n> b');
  expect(toggleQuote(quoted).text).toBe('a\nb');
});
