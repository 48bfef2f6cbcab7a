/**
 * What became of a call to Telegram that did not succeed. Made anew instead of passing on what the library throws:
 * that holds the request, whose address holds the bot's token.
 */
export class TelegramFailure extends Error {
  /** Of Telegram's answer; 0: there was none. */
  readonly status: number;
  /** Telegram's words; for decisions, not for logs. */
  readonly description: string;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, description = '', retryAfterMs?: number) {
    super(status === 0 ? 'Telegram did not answer.' : `Telegram answered ${status}.`);
    this.name = 'TelegramFailure';
    this.status = status;
    this.description = description;
    this.retryAfterMs = retryAfterMs;
  }

  /** The person does not want the bot, or is no more. */
  get isGone(): boolean {
    return this.status === 403 || (this.status === 400 && /chat not found/.test(this.description));
  }

  /** The same call may succeed later. 401 and 404: the operator's token is wrong, which he may mend. */
  get isPassing(): boolean {
    return [0, 401, 404, 409, 429].includes(this.status) || this.status >= 500;
  }
}
