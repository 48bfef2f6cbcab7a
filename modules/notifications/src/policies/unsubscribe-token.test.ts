import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { unsubscribeToken, unsubscribeUser } from './unsubscribe-token.ts';

const secret = randomBytes(32);

test('a token names its user, under the key it was made with', () => {
  const userId = randomUUID();
  const token = unsubscribeToken(secret, userId);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(unsubscribeUser(secret, token)).toBe(userId);
  expect(unsubscribeUser(randomBytes(32), token)).toBeUndefined();
});

test('no other one does', () => {
  const bytes = Buffer.from(unsubscribeToken(secret, randomUUID()), 'base64url');
  for (const at of [0, 15, 16, 31]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unsubscribeUser(secret, changed.toString('base64url'))).toBeUndefined();
  }
  for (const token of ['', 'guessed', bytes.subarray(0, 16).toString('base64url'), 'A'.repeat(43)])
    expect(unsubscribeUser(secret, token)).toBeUndefined();
});
