import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createMailer, mailConfigSchema, readConfig } from '@bridges/kit';
import type { Letter, Mailer } from '@bridges/kit';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { MailServer } from './mail-server.ts';

const log = { info: () => undefined, warn: () => undefined };

function mailerOf(env: Record<string, string>): Mailer {
  const config = readConfig(mailConfigSchema, { SMTP_TIMEOUT_MS: '2000', ...env });
  const mailer = createMailer({ ...config, PUBLIC_URL: env['PUBLIC_URL'] }, log, false);
  onTestFinished(() => mailer.close());
  return mailer;
}

const letter = (fields: Partial<Letter> = {}): Letter => ({
  id: '0199f3a0-1c00-7a10-8b11-0a1b2c3d4e01',
  to: { address: 'alice@example.org', name: 'Алиса' },
  subject: 'Новое сообщение',
  text: 'Привет,\n.\nТочка на строке.\n',
  html: '<p>Привет</p>',
  language: 'ru',
  ...fields,
});

describe('letters by SMTP', () => {
  let server: MailServer;
  beforeEach(async () => {
    server = await MailServer.start({ hideSTARTTLS: true });
  });
  afterEach(() => server.stop());

  test('a letter arrives as it was written', async () => {
    const mailer = mailerOf(server.env);
    const unsubscribeUrl = 'https://chat.example.org/api/unsubscribe?token=abc';
    expect(await mailer.send(letter({ unsubscribeUrl }))).toEqual({ kind: 'sent' });
    const [got] = server.letters;
    expect(got?.to).toEqual(['alice@example.org']);
    expect(got?.parsed).toMatchObject({
      messageId: '<0199f3a0-1c00-7a10-8b11-0a1b2c3d4e01@example.org>',
      subject: 'Новое сообщение',
      from: { name: 'Bridges', address: 'bridges@example.org' },
      to: [{ name: 'Алиса', address: 'alice@example.org' }],
    });
    expect(got?.parsed.text?.replaceAll('\r\n', '\n')).toContain('Привет,\n.\nТочка на строке.');
    expect(got?.parsed.html).toContain('<p>Привет</p>');
    expect(got?.header('list-unsubscribe')).toBe(`<${unsubscribeUrl}>`);
    expect(got?.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(got?.header('auto-submitted')).toBe('auto-generated');
  });

  test('no name and no subject makes a header of its own, or another recipient', async () => {
    const mailer = mailerOf(server.env);
    const evil = 'Ann\r\nBcc: mallory@example.org\r\n\r\nbody\0\u2028X-Evil: 1';
    expect(
      await mailer.send(letter({ subject: evil, to: { address: 'alice@example.org', name: evil } })),
    ).toEqual({ kind: 'sent' });
    const angry = '"Ann" <mallory@example.org>, eve@example.org';
    await mailer.send(letter({ to: { address: 'alice@example.org', name: angry } }));
    for (const got of server.letters) {
      expect(got.to).toEqual(['alice@example.org']);
      expect(got.header('bcc')).toBeUndefined();
      expect(got.header('x-evil')).toBeUndefined();
      expect(got.parsed.to?.map(({ address }) => address)).toEqual(['alice@example.org']);
      expect(got.parsed.html).toContain('<p>Привет</p>');
    }
    const address = 'alice@example.org>\r\nRCPT TO:<mallory@example.org';
    expect(await mailer.send(letter({ to: { address } }))).toMatchObject({ kind: 'refused' });
    expect(new Set(server.attempts)).toEqual(new Set(['alice@example.org']));
  });

  test.each([
    ['busy', 'later'],
    ['unknown', 'noMailbox'],
    ['refuse', 'refused'],
    ['hang', 'later'],
    ['drop', 'later'],
  ] as const)('a server in the mood "%s": %s', async (mood, kind) => {
    const mailer = mailerOf({ ...server.env, SMTP_TIMEOUT_MS: '500' });
    server.mood = mood;
    const outcome = await mailer.send(letter());
    expect(outcome.kind).toBe(kind);
    expect(JSON.stringify(outcome)).not.toContain('alice');
    expect(server.letters).toHaveLength(0);
    expect(server.attempts).toHaveLength(1);
  });

  test('while nobody answers, letters do not each wait for it; then they go again', async () => {
    const mailer = mailerOf({ ...server.env, SMTP_TIMEOUT_MS: '500' });
    server.mood = 'hang';
    await mailer.send(letter());
    server.mood = 'take';
    const resting = await mailer.send(letter());
    expect(resting).toMatchObject({ kind: 'later' });
    expect(server.attempts).toHaveLength(1);
    await expect
      .poll(async () => (await mailer.send(letter())).kind, { timeout: 20_000, interval: 250 })
      .toBe('sent');
  });
});

test('a password goes over TLS only', async () => {
  await using server = await MailServer.start({ disabledCommands: ['STARTTLS'] });
  const SMTP_URL = `smtp://bridges:secret@127.0.0.1:${server.port}`;
  const careful = mailerOf({ ...server.env, SMTP_URL, SMTP_TLS: 'required' });
  expect((await careful.send(letter())).kind).toBe('later');
  expect(server.signIns).toBe(0);
  // On this machine nobody listens between.
  expect(await mailerOf({ ...server.env, SMTP_URL }).send(letter())).toEqual({ kind: 'sent' });
  expect(server.signIns).toBe(1);
});

test('TLS with a certificate that nobody vouches for is refused', async () => {
  await using server = await MailServer.start();
  const outcome = await mailerOf({ ...server.env, SMTP_TLS: 'required' }).send(letter());
  expect(outcome.kind).toBe('later');
  expect(server.attempts).toHaveLength(0);
});

test('a server that is not there', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const env = { MAIL_FROM: 'a@example.org', PUBLIC_URL: 'https://chat.example.org' };
  expect(await mailerOf({ ...env, SMTP_URL: `smtp://127.0.0.1:${port}` }).send(letter())).toMatchObject({
    kind: 'later',
  });
});

describe('what is configured', () => {
  const create = (env: Record<string, string>, isProduction = false, lines: string[] = []) =>
    createMailer(
      { ...readConfig(mailConfigSchema, env), PUBLIC_URL: env['PUBLIC_URL'] },
      { ...log, info: (line: string) => void lines.push(line) },
      isProduction,
    );

  test('nothing: no letters, and whoever asks is told', async () => {
    const mailer = create({});
    expect(mailer.isConfigured).toBe(false);
    expect(await mailer.send(letter())).toMatchObject({ kind: 'refused' });
  });

  test('the log is for development', async () => {
    const lines: string[] = [];
    await create({ MAIL_TO_LOG: 'true' }, false, lines).send(letter({ text: 'https://x/?token=abc' }));
    expect(lines.join()).toContain('https://x/?token=abc');
    expect(() => create({ MAIL_TO_LOG: 'true' }, true)).toThrow(/MAIL_TO_LOG/);
  });

  test.each([
    [{ SMTP_URL: 'smtp://mail.example.org', PUBLIC_URL: 'https://x.org' }, /needs MAIL_FROM/],
    [{ SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'a@b.org' }, /needs PUBLIC_URL/],
    [{ SMTP_URL: 'https://mail.example.org' }, /SMTP_URL is not valid/],
    [{ MAIL_FROM: 'Bridges <nobody>' }, /MAIL_FROM is not valid/],
  ])('a wrong one is one clear sentence: %j', (env, sentence) => {
    expect(() => create(env)).toThrow(sentence);
  });
});
