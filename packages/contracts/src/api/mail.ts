import { z } from 'zod';
import { email, password } from './accounts.ts';
import { plainText } from './common.ts';
import { limits } from '../protocol.ts';

/** The secret of a mailed link. */
const linkToken = plainText(200, 1);
const example = { token: 'vB2n0mPRxk0X3f9rZr0xV8vJmO0c1g6bS5m2XH0aQwE' };

/** `null` takes the address away. */
export const emailBody = z
  .strictObject({ email: email.nullable(), password: plainText(limits.password.max, 1) })
  .meta({ example: { email: 'alice@example.org', password: 'correct horse battery' } });

export const emailConfirmBody = z.strictObject({ token: linkToken }).meta({ example });

/** Username or e-mail address, as at sign-in. */
export const passwordForgottenBody = z
  .strictObject({ login: plainText(254, 1) })
  .meta({ example: { login: 'alice@example.org' } });

export const passwordResetBody = z
  .strictObject({ token: linkToken, newPassword: password })
  .meta({ example: { ...example, newPassword: 'staple the horse again' } });
