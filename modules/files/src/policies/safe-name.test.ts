import { expect, test } from 'vitest';
import { safeName } from './safe-name.ts';

test.each([
  ['harbour.jpg', 'harbour.jpg'],
  ['Отпуск 2026.png', 'Отпуск 2026.png'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\boot.ini', 'boot.ini'],
  ['/', 'file'],
  ['', 'file'],
  ['..', 'file'],
  ['.htaccess', 'htaccess'],
  ['a\r\nSet-Cookie: x=y.txt', 'a Set-Cookie x=y.txt'],
  ['invoice\u202egpj.exe', 'invoice gpj.exe'],
  ['a\u0000b.txt', 'a b.txt'],
  ['what?.txt ', 'what .txt'],
])('%j is called %j', (given, name) => {
  expect(safeName(given)).toBe(name);
});

test('a name of 300 bytes keeps its ending and loses no half of a character', () => {
  const name = safeName(`${'ж'.repeat(150)}.tar`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  expect(name).toMatch(/^ж+\.tar$/);
  expect(safeName('x'.repeat(300))).toBe('x'.repeat(255));
  expect(safeName(`${'👩‍👩‍👧'.repeat(40)}.png`).isWellFormed()).toBe(true);
});
