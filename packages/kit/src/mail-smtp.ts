import { isOutage, mailFailure } from './mail-failure.ts';
import type { SmtpFailure } from './mail-failure.ts';
import { headerText, isMailAddress } from './mail.ts';
import type { Letter, Mailer, MailOutcome } from './mail.ts';
import type { Logger } from './logger.ts';

interface SmtpOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  url: URL;
  from: { name: string; address: string };
  tls: 'auto' | 'required' | 'off';
  timeoutMs: number;
  log: Pick<Logger, 'warn'>;
}

/** After the server did not answer, letters wait this long instead of each waiting for its own timeout. */
const restMs = 5000;
const atOnce = 4;

/** Letters by SMTP, over a few connections that stay open. The library is loaded with the first letter. */
export class SmtpMailer implements Mailer {
  readonly isConfigured = true;
  readonly #options: SmtpOptions;
  #transport: ReturnType<typeof openTransport> | undefined;
  #restsUntil = 0;

  constructor(options: SmtpOptions) {
    this.#options = options;
  }

  async send(letter: Letter): Promise<MailOutcome> {
    if (!isMailAddress(letter.to.address)) return { kind: 'refused', note: 'not an address' };
    const restsFor = this.#restsUntil - Date.now();
    if (restsFor > 0) return { kind: 'later', afterMs: restsFor, note: 'mail server: no answer lately' };
    this.#transport ??= openTransport(this.#options);
    try {
      await (await this.#transport).sendMail(this.#compose(letter));
      return { kind: 'sent' };
    } catch (error) {
      return this.#failed(error as Error & SmtpFailure, letter);
    }
  }

  close(): void {
    void this.#transport?.then((transport) => transport.close());
    this.#transport = undefined;
  }

  #failed(failure: Error & SmtpFailure, letter: Letter): MailOutcome {
    const outcome = mailFailure(failure);
    if (isOutage(failure)) this.#restsUntil = Date.now() + restMs;
    // Not the error: it quotes the server, who quotes addresses.
    this.#options.log.warn(
      { letterId: letter.id, code: failure.code, responseCode: failure.responseCode, outcome: outcome.kind },
      'A letter was not taken.',
    );
    return outcome;
  }

  #compose(letter: Letter) {
    const { from } = this.#options;
    const { to, unsubscribeUrl } = letter;
    return {
      messageId: `<${letter.id}@${from.address.replace(/^.*@/, '')}>`,
      from: { name: headerText(from.name), address: from.address },
      to: { name: headerText(to.name ?? ''), address: to.address },
      subject: headerText(letter.subject),
      text: letter.text,
      html: letter.html,
      headers: {
        // No out-of-office reply answers, and none of them starts a loop.
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': letter.language,
        ...(unsubscribeUrl === undefined
          ? {}
          : {
              'List-Unsubscribe': { prepared: true, value: `<${new URL(unsubscribeUrl).href}>` },
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
      },
    };
  }
}

async function openTransport({ url, tls, timeoutMs }: SmtpOptions) {
  const { createTransport } = await import('nodemailer');
  const isSecure = url.protocol === 'smtps:';
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const user = decodeURIComponent(url.username);
  const isPlain = tls === 'off' || (tls === 'auto' && isHere);
  const transport = createTransport({
    pool: true,
    maxConnections: atOnce,
    maxMessages: 100,
    // Whether a letter is tried again is decided by who keeps it.
    maxRequeues: 0,
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    ignoreTLS: isPlain,
    requireTLS: !isSecure && (tls === 'required' || (user !== '' && !isPlain)),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // A letter is what is handed over, never a file or an address that it names.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // A connection that breaks while idle; what it means for a letter shows when one is sent.
  transport.on('error', () => undefined);
  return transport;
}
