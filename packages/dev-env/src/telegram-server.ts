import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { openGate } from './gate.ts';
import type { Gate } from './gate.ts';
import { TelegramAccount } from './telegram-account.ts';
import type { AccountFields } from './telegram-account.ts';
import { chatMethods, refuse, succeed } from './telegram-methods.ts';
import type { BotAnswer } from './telegram-methods.ts';

type Params = Record<string, unknown>;
type Update = Params & { update_id: number };

/**
 * `answer`; `outage`: connections break without an answer; `error`: 502; `flood`: 429 to everything that is
 * written, with `floodSeconds` to wait; `takeAndDrop`: what is asked is done, and the answer is lost.
 */
export type TelegramMood = 'answer' | 'outage' | 'error' | 'flood' | 'takeAndDrop';

/** A server in this process that speaks as much of Telegram's Bot API as Bridges does, with people who have the app. */
export class TelegramServer {
  readonly token = '4242424242:local-bot-token_that-must-not-leak';
  readonly botUsername = 'bridges_local_bot';
  floodSeconds = 1;
  /** For what the bot writes. */
  gate: Gate = openGate;
  /** Every call that came, refused ones too. */
  readonly calls: { method: string; params: Params }[] = [];
  /** How often two asked for updates at once: one of them is refused. */
  conflicts = 0;
  webhook: { url: string; secret: string } | undefined;
  /** Where the webhook's host leads, as a name of the public internet does not lead here. */
  webhookOrigin: string | undefined;
  readonly #accounts = new Map<number, TelegramAccount>();
  #mood: TelegramMood = 'answer';
  #updates: Update[] = [];
  #lastUpdateId = 700_000;
  #lastAccountId = 5_000_000_000;
  #waiting: ((isOutbid: boolean) => void) | undefined;
  #isSending = false;
  #isStopped = false;
  /** Ids to be handed out once more although they were confirmed. */
  readonly #repeats = new Set<number>();
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  /** On a port of its own unless one is given. */
  static async start(port = 0): Promise<TelegramServer> {
    const server = new TelegramServer();
    await new Promise<void>((resolve) => server.#server.listen(port, '127.0.0.1', resolve));
    return server;
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The environment of a Bridges whose bot lives here. */
  get env(): Record<string, string> {
    return { TELEGRAM_BOT_TOKEN: this.token, TELEGRAM_API_ROOT: this.apiRoot };
  }

  get mood(): TelegramMood {
    return this.#mood;
  }

  set mood(mood: TelegramMood) {
    this.#mood = mood;
    // Questions that hang feel it as well.
    if (mood !== 'answer') this.#waiting?.(false);
  }

  /** Updates that the bot has not confirmed yet. */
  get unconfirmed(): number {
    return this.#updates.length;
  }

  account(firstName: string, fields: Omit<AccountFields, 'first_name'> = {}): TelegramAccount {
    const account = new TelegramAccount(++this.#lastAccountId, { first_name: firstName, ...fields }, this);
    this.#accounts.set(account.id, account);
    return account;
  }

  /** Something a person did; answers the id of the update. */
  push(update: Params): number {
    const update_id = ++this.#lastUpdateId;
    this.deliver({ update_id, ...update });
    return update_id;
  }

  /** One update as it is; of an id that was there before, as after a confirmation that was lost. */
  deliver(update: Update): void {
    this.#updates.push(update);
    if (this.webhook) void this.#sendToWebhook();
    this.#waiting?.(false);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#waiting?.(false);
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const params = (await json(request).catch(() => ({}))) as Params;
    this.calls.push({ method, params });
    if (this.#isAway(response)) return;
    const gate = method === 'sendMessage' ? this.gate : openGate;
    if ((await gate('asked')) === 'drop') return void response.destroy();
    const answer = token === this.token ? await this.#carryOut(method, params) : refuse(401, 'Unauthorized');
    if (method === 'getUpdates' && this.#isAway(response)) return;
    if ((await gate('taken')) === 'drop') return void response.destroy();
    if (this.mood === 'takeAndDrop' && method !== 'getUpdates') return void response.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  }

  #isAway(response: ServerResponse): boolean {
    if (this.mood === 'outage') response.destroy();
    if (this.mood === 'error') response.writeHead(502).end('<html>Bad Gateway</html>');
    return this.mood === 'outage' || this.mood === 'error';
  }

  #carryOut(method: string, params: Params): BotAnswer | Promise<BotAnswer> {
    if (method === 'getMe')
      return succeed({ id: 4242424242, is_bot: true, first_name: 'Bridges', username: this.botUsername });
    if (method === 'getUpdates') return this.#getUpdates(params);
    if (method === 'setWebhook') {
      this.webhook = { url: String(params['url']), secret: String(params['secret_token']) };
      void this.#sendToWebhook();
      return succeed(true);
    }
    if (method === 'deleteWebhook') {
      this.webhook = undefined;
      return succeed(true);
    }
    if (this.mood === 'flood')
      return refuse(429, `Too Many Requests: retry after ${this.floodSeconds}`, {
        retry_after: this.floodSeconds,
      });
    const carryOut = chatMethods[method];
    if (!carryOut) return refuse(404, 'Not Found');
    return carryOut((id) => this.#accounts.get(Number(id)), params);
  }

  async #getUpdates(params: Params): Promise<BotAnswer> {
    const offset = Number(params['offset'] ?? 0);
    if (this.webhook)
      return refuse(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook");
    if (this.#waiting) {
      this.conflicts++;
      this.#waiting(true);
    }
    this.#updates = this.#updates.filter(
      ({ update_id }) => update_id >= offset || this.#repeats.has(update_id),
    );
    if (this.#updates.length === 0 && !this.#isStopped && Number(params['timeout'] ?? 0) > 0) {
      const isOutbid = await this.#newUpdate(Number(params['timeout']) * 1000);
      if (isOutbid) return refuse(409, 'Conflict: terminated by other getUpdates request');
    }
    const page = this.#updates.slice(0, Number(params['limit'] ?? 100));
    for (const { update_id } of page) this.#repeats.delete(update_id);
    return succeed(page);
  }

  /** As if a confirmation had been lost: the same update comes again. */
  repeat(update: Params & { update_id: number }): void {
    this.#repeats.add(update.update_id);
    this.deliver(update);
  }

  #newUpdate(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(false), limitMs);
      const done = (isOutbid: boolean) => {
        clearTimeout(timer);
        if (this.#waiting === done) this.#waiting = undefined;
        resolve(isOutbid);
      };
      this.#waiting = done;
    });
  }

  /** One after another, each until it is taken. */
  async #sendToWebhook(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let next = this.#updates[0]; next && this.webhook && !this.#isStopped; next = this.#updates[0]) {
        const { url, secret } = this.webhook;
        const { pathname, origin } = new URL(url);
        const answer = await fetch((this.webhookOrigin ?? origin) + pathname, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
          body: JSON.stringify(next),
        }).catch(() => undefined);
        if (answer?.ok) this.#updates.shift();
        else await delay(50);
      }
    } finally {
      this.#isSending = false;
    }
  }
}
