import { expect, test } from 'vitest';
import { firstLink } from './first-link.ts';

test.each([
  ['see https://example.org/a.', 'https://example.org/a'],
  ['[name](https://example.org/x), and https://other.org', 'https://example.org/x'],
  ['mailto:a@example.org then https://example.org', 'https://example.org'],
  ['www.example.org', 'https://www.example.org'],
  ['https://пример.рф/страница', 'https://пример.рф/страница'],
  ['`https://example.org`', undefined],
  ['```\nhttps://example.org\n```', undefined],
  ['javascript://example.org', undefined],
  ['[x](javascript:alert(1))', undefined],
  ['https://[', undefined],
  ['no link', undefined],
])('%s', (text, found) => {
  expect(firstLink(text)).toBe(found);
});

test('is found quickly in whatever people write', () => {
  const before = process.threadCpuUsage();
  for (const part of ['https://', '`', '```', 'https://a(', 'https://a)', '](', 'https://a....'])
    firstLink(part.repeat(Math.ceil(4096 / part.length)));
  // Milliseconds of this thread: other processes share the cores.
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(50);
});
