import type * as undici from 'undici';
import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import type { Readable } from 'node:stream';
import type { Agent } from 'undici';
import { ipOfHost, isPublicAddress } from './outgoing-addresses.ts';

export interface OutgoingOptions {
  /** For tests only: ports of this machine that may be asked although it is not public. */
  loopbackPorts?: readonly number[];
  /** Who we say we are. */
  userAgent: string;
}

export interface OutgoingRequest {
  /** More than this is never read. */
  maxBytes: number;
  /** From the first redirect to the last byte. */
  timeoutMs: number;
  accept: string;
}

export interface OutgoingPost {
  headers: Record<string, string>;
  body: Buffer;
  timeoutMs: number;
}

export interface OutgoingReceipt {
  status: number;
  /** What the other side asks to wait, if it said so and it can be read. */
  retryAfterMs: number | undefined;
}

export interface OutgoingAnswer {
  /** After redirects. */
  url: string;
  status: number;
  /** Media type without parameters, in small letters; '' when the answer does not say. */
  type: string;
  /** Of the type's parameters, if it says so. */
  charset: string | undefined;
  /** The body, up to `maxBytes`. Fails with OutgoingRefused when it does not come in time. */
  body: AsyncIterable<Buffer>;
  /** Lets go of a body that is not read. */
  discard: () => void;
}

/** The server may not ask there, or got no answer it can use. Says nothing to strangers of what is inside our network. */
export class OutgoingRefused extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'OutgoingRefused';
  }
}

const maxRedirects = 5;
const publicPorts = new Set([80, 443]);

type Undici = typeof undici;
type Callback = (error: Error | null, addresses: LookupAddress[] | string, family?: number) => void;

/**
 * Asks addresses that strangers name. Only the public internet is asked: every host is looked up, every address it
 * has is judged, and the connection goes to one that was judged (no second look-up in between); each redirect is a
 * new question. IP addresses written as hosts, in any spelling, are judged as well.
 */
export class Outgoing {
  readonly #options: OutgoingOptions;
  #loaded: Promise<{ agent: Agent; request: Undici['request'] }> | undefined;

  constructor(options: OutgoingOptions) {
    this.#options = options;
  }

  /** @throws OutgoingRefused */
  async get(address: string, { maxBytes, timeoutMs, accept }: OutgoingRequest): Promise<OutgoingAnswer> {
    const signal = AbortSignal.timeout(timeoutMs);
    let url = this.#allowed(address);
    const { agent, request } = await this.#load();
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const answer = await request(url, {
        dispatcher: agent,
        signal,
        headers: { accept, 'user-agent': this.#options.userAgent, 'accept-encoding': 'identity' },
      }).catch((error: unknown) => {
        throw new OutgoingRefused('no answer', { cause: error });
      });
      // Whatever happens to a body that nobody reads is nobody's business.
      answer.body.on('error', () => {});
      const discard = () => void answer.body.destroy();
      const { location } = answer.headers;
      const isRedirect = answer.statusCode >= 300 && answer.statusCode < 400 && typeof location === 'string';
      if (!isRedirect) {
        const body = limited(answer.body, maxBytes);
        return { url: url.href, status: answer.statusCode, ...typeOf(answer.headers), body, discard };
      }
      discard();
      url = this.#allowed(URL.parse(location, url)?.href ?? '');
    }
    throw new OutgoingRefused('too many redirects');
  }

  /**
   * Hands something over. No redirect is followed, and of the answer only the status is looked at.
   *
   * @throws OutgoingRefused
   */
  async post(address: string, { headers, body, timeoutMs }: OutgoingPost): Promise<OutgoingReceipt> {
    const url = this.#allowed(address);
    const { agent, request } = await this.#load();
    const answer = await request(url, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'user-agent': this.#options.userAgent, ...headers },
      body,
    }).catch((error: unknown) => {
      if (error instanceof OutgoingRefused) throw error;
      throw new OutgoingRefused('no answer', { cause: error });
    });
    answer.body.on('error', () => {});
    // Read to its end when it is short, so that the connection can be used again.
    await answer.body.dump({ limit: 4096 }).catch(() => {});
    return { status: answer.statusCode, retryAfterMs: retryAfterOf(answer.headers['retry-after']) };
  }

  /** Whether an address may be asked as far as it can be told without looking it up. @throws OutgoingRefused */
  check(address: string): void {
    this.#allowed(address);
  }

  async close(): Promise<void> {
    await (await this.#loaded)?.agent.destroy();
  }

  /** Loaded with the first request: many processes never ask. */
  #load() {
    this.#loaded ??= import('undici').then((undici) => ({
      agent: this.#createAgent(undici),
      request: undici.request,
    }));
    return this.#loaded;
  }

  #createAgent({ Agent, buildConnector }: Undici): Agent {
    const connect = buildConnector({
      timeout: 4000,
      lookup: (hostname: string, wanted: LookupOptions, done: Callback) =>
        lookup(hostname, { ...wanted, all: true }, (error, addresses) => {
          if (error) return done(error, []);
          const isFine = addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address));
          if (!isFine) return done(new OutgoingRefused('not a public address'), []);
          const [first] = addresses;
          if (wanted.all || !first) return done(null, addresses);
          return done(null, first.address, first.family);
        }),
    });
    return new Agent({
      connect: (target, done) => {
        const ip = ipOfHost(target.hostname);
        const isFine = ip === undefined || isPublicAddress(ip) || this.#isTestPort(ip, Number(target.port));
        if (!isFine) return done(new OutgoingRefused('not a public address'), null);
        return connect(target, done);
      },
      headersTimeout: 8000,
      bodyTimeout: 8000,
      maxHeaderSize: 16 * 1024,
      pipelining: 1,
      keepAliveTimeout: 1000,
    });
  }

  #allowed(address: string): URL {
    const url = URL.parse(address);
    if (!url || !/^https?:$/.test(url.protocol)) throw new OutgoingRefused('not an address of the web');
    if (url.username !== '' || url.password !== '') throw new OutgoingRefused('an address with a password');
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    const ip = ipOfHost(url.hostname);
    // The parser has made one form of all spellings: 2130706433, 0x7f.1 and 127.1 are 127.0.0.1 here.
    if (ip !== undefined && this.#isTestPort(ip, port)) return url;
    if (!publicPorts.has(port)) throw new OutgoingRefused('not a port of the web');
    if (ip !== undefined && !isPublicAddress(ip)) throw new OutgoingRefused('not a public address');
    return url;
  }

  #isTestPort(ip: string, port: number): boolean {
    return ip === '127.0.0.1' && (this.#options.loopbackPorts?.includes(port) ?? false);
  }
}

function retryAfterOf(header: string | string[] | undefined): number | undefined {
  const text = String(header ?? '');
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function typeOf(headers: Record<string, string | string[] | undefined>) {
  const header = String(headers['content-type'] ?? '');
  return {
    type: header.split(';')[0]?.trim().toLowerCase() ?? '',
    charset: /charset="?([\w-]{1,40})/i.exec(header)?.[1]?.toLowerCase(),
  };
}

/** What fits, and then no more of it is let in. */
async function* limited(body: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  let left = maxBytes;
  try {
    for await (const chunk of body) {
      const bytes = chunk as Buffer;
      yield bytes.subarray(0, left);
      left -= bytes.length;
      if (left <= 0) return;
    }
  } catch (error) {
    throw new OutgoingRefused('the answer broke off', { cause: error });
  } finally {
    body.destroy();
  }
}
