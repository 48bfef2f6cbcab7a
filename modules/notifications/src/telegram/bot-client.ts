import type { Api, ApiClientOptions } from 'grammy';
import { TelegramFailure } from './telegram-failure.ts';

const callSeconds = 15;
/** Longer than a poll may wait for news. */
const pollSeconds = 50;

export interface BotClientOptions {
  token: string;
  apiRoot: string;
}

/** The Bot API, by a library that is loaded with the first call. Throws TelegramFailure and nothing else. */
export class BotClient {
  readonly #options: BotClientOptions;
  #loaded: Promise<{ calls: Api; polls: Api; translate: (error: unknown) => TelegramFailure }> | undefined;

  constructor(options: BotClientOptions) {
    this.#options = options;
  }

  /** @throws TelegramFailure */
  async call<Result>(act: (api: Api) => Promise<Result>): Promise<Result> {
    const { calls, translate } = await this.#load();
    return act(calls).catch((error: unknown) => {
      throw translate(error);
    });
  }

  /** As `call`, for what may wait long. @throws TelegramFailure */
  async poll<Result>(act: (api: Api) => Promise<Result>): Promise<Result> {
    const { polls, translate } = await this.#load();
    return act(polls).catch((error: unknown) => {
      throw translate(error);
    });
  }

  #load() {
    this.#loaded ??= import('grammy').then(({ Api, GrammyError }) => {
      const { token, apiRoot } = this.#options;
      const create = (timeoutSeconds: number) =>
        new Api(token, { apiRoot, timeoutSeconds, fetch: nativeFetch, sensitiveLogs: false });
      const translate = (error: unknown) => {
        if (!(error instanceof GrammyError)) return new TelegramFailure(0);
        const { retry_after: seconds } = error.parameters;
        return new TelegramFailure(
          error.error_code,
          error.description,
          seconds === undefined ? undefined : seconds * 1000,
        );
      };
      return { calls: create(callSeconds), polls: create(pollSeconds), translate };
    });
    return this.#loaded;
  }
}

/**
 * The library's own abort signals are not Node's: handed on as they are, `fetch` refuses each request and the library
 * tries for ever. `agent` and `compress` are for another `fetch`.
 */
const nativeFetch = (async (url: string, options: Record<string, unknown> = {}) => {
  const { signal, agent: _agent, compress: _compress, ...init } = options;
  const foreign = signal as
    | { aborted: boolean; addEventListener: (type: 'abort', listener: () => void) => void }
    | undefined;
  const own = new AbortController();
  if (foreign?.aborted) own.abort();
  else foreign?.addEventListener('abort', () => own.abort());
  const answer = await fetch(url, { ...init, signal: own.signal } as RequestInit);
  // A proxy in front answers with a page of its own.
  if (!answer.headers.get('content-type')?.includes('json')) {
    await answer.body?.cancel();
    const body = { ok: false, error_code: answer.status >= 400 ? answer.status : 502, description: '' };
    return Response.json(body);
  }
  return answer;
}) as unknown as NonNullable<ApiClientOptions['fetch']>;
