import { expect, test } from 'vitest';
import { addressKey, nameKey, searchKey, searchText } from './keys.ts';

test('names are looked for without case, with ё as е and one blank between words', () => {
  expect(searchKey('  Алёна   ПЕТРОВА ')).toBe('алена петрова');
  expect(searchKey('Jose\u0301')).toBe('josé');
  expect(searchText('Ёлка', 'Elka.1')).toBe('елка\nelka.1');
});

test('what names are sorted by is short and whole', () => {
  const key = nameKey('ﷺ'.repeat(64));
  expect([...key]).toHaveLength(64);
  expect(nameKey('😀'.repeat(64)).isWellFormed()).toBe(true);
});

test('an IPv6 customer is her /64 network, however it is written', () => {
  expect(addressKey('203.0.113.7')).toBe('203.0.113.7');
  expect(addressKey('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(addressKey('2001:db8:0:1::5')).toBe('2001:db8:0:1');
  expect(addressKey('2001:0db8:0000:0001:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:0:1');
  expect(addressKey('::1')).toBe('0:0:0:0');
  expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0');
});
