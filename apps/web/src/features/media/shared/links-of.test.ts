import { expect, test } from 'vitest';
import { linksOf } from './links-of.ts';

test('links are what readers see as links, each once', () => {
  expect(
    linksOf(
      'see **https://example.org/a** and https://example.org/a, `https://not.example`, [here](https://b.example)',
    ),
  ).toEqual(['https://example.org/a', 'https://b.example']);
});

test('nothing that is no web address', () => {
  expect(linksOf('javascript://x and mailto:a@example.org and ://')).toEqual([]);
});
