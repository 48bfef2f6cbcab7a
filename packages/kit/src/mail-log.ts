import type { Letter, Mailer, MailOutcome } from './mail.ts';
import type { Logger } from './logger.ts';

/** For development: who works on Bridges reads the letters, and follows their links, in the log. */
export class LogMailer implements Mailer {
  readonly isConfigured = true;
  readonly #log: Pick<Logger, 'info'>;

  constructor(log: Pick<Logger, 'info'>) {
    this.#log = log;
  }

  send(letter: Letter): Promise<MailOutcome> {
    // In the sentence itself: the logger's redaction takes out fields that look like secrets.
    this.#log.info(`A letter to ${letter.to.address}: ${letter.subject}\n\n${letter.text}\n`);
    return Promise.resolve({ kind: 'sent' });
  }

  close(): void {
    // There is nothing to close.
  }
}
