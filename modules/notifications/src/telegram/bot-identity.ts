import type { BotClient } from './bot-client.ts';

/** What the bot is called: only Telegram knows, and it need not answer when we start. */
export class BotIdentity {
  readonly #client: BotClient;
  #username: string | undefined;
  #asking: Promise<string> | undefined;

  constructor(client: BotClient) {
    this.#client = client;
  }

  /** Undefined: Telegram has not answered yet. */
  get username(): string | undefined {
    return this.#username;
  }

  /** @throws TelegramFailure */
  async learn(): Promise<string> {
    if (this.#username !== undefined) return this.#username;
    this.#asking ??= this.#client
      .call((api) => api.getMe())
      .then(({ username }) => (this.#username = username))
      .finally(() => (this.#asking = undefined));
    return this.#asking;
  }
}
