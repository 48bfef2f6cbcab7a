import { expect, test } from 'vitest';
import { isOutage, mailFailure } from './mail-failure.ts';
import { headerText, isMailAddress } from './mail.ts';

test.each([
  [
    'no such user',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 unknown' },
    'noMailbox',
  ],
  [
    'a bare 550',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 no' },
    'noMailbox',
  ],
  [
    'no relaying',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 554, response: '554 5.7.1 denied' },
    'refused',
  ],
  [
    'policy',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.7.1 denied' },
    'refused',
  ],
  ['full', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452, response: '452 4.2.2 full' }, 'later'],
  ['spam', { code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 spam' }, 'refused'],
  [
    'our sender',
    { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553, response: '553 who?' },
    'later',
  ],
  ['our password', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'later'],
  ['no TLS', { code: 'ETLS' }, 'later'],
  ['silence', { code: 'ETIMEDOUT' }, 'later'],
])('%s', (_, failure, kind) => {
  const outcome = mailFailure(failure);
  expect(outcome.kind).toBe(kind);
  expect(outcome.note).not.toMatch(/unknown|denied|who/);
});

test('only silence lets the next letters wait', () => {
  expect(isOutage({ code: 'ETIMEDOUT' })).toBe(true);
  expect(isOutage({ code: 'EENVELOPE', responseCode: 450 })).toBe(false);
  expect(isOutage({ code: 'EAUTH', responseCode: 535 })).toBe(false);
});

test('a header is one line of bounded length, whatever people wrote', () => {
  expect(headerText('Ann\r\nBcc: mallory@example.org')).toBe('Ann Bcc: mallory@example.org');
  expect(headerText('a\u202eb\0c\u2028d')).toBe('a b c d');
  expect([...headerText('😀'.repeat(500))]).toHaveLength(200);
});

test.each([
  'a@b.c\r\nBcc: x@y.z',
  'a@b.c, x@y.z',
  'a b@c.d',
  'Ann <a@b.c>',
  'a@b@c',
  '',
  `${'a'.repeat(250)}@b.cd`,
])('is no address: %j', (address) => expect(isMailAddress(address)).toBe(false));
test.each(["o'brien+x@mail.example.org", 'анна@почта.рф'])('is an address: %s', (address) =>
  expect(isMailAddress(address)).toBe(true),
);
