import type { PushPayload } from '@bridges/contracts';
import { OutgoingRefused } from '@bridges/kit';
import type { Outgoing } from '@bridges/kit';
import type { PushKeys } from '../services/push-keys.ts';
import type { PushSubscriptionRow } from '../tables/ladder.ts';
import type { PushAnswer } from './push-outcome.ts';

export interface PushSenderOptions {
  outgoing: Pick<Outgoing, 'post'>;
  keys: () => Promise<PushKeys>;
  /** Whom push services may write to: `mailto:` or `https:`. */
  contact: () => string;
}

type Browser = Pick<PushSubscriptionRow, 'endpoint' | 'p256dh' | 'auth'>;

const timeoutMs = 10_000;
const retryMs = 30_000;
/** A signature is for one push service and holds for half a day; making one costs as much as encrypting. */
const signatureMs = 3_600_000;
/** There are few push services; strangers may name more. */
const signaturesMost = 1000;

/** Hands payloads to push services, encrypted for the browser alone (RFC 8291), signed by this installation (RFC 8292). */
export class PushSender {
  readonly #options: PushSenderOptions;
  readonly #signatures = new Map<string, { authorization: string; until: number }>();

  constructor(options: PushSenderOptions) {
    this.#options = options;
  }

  async push(
    { endpoint, p256dh, auth }: Browser,
    payload: PushPayload,
    { topic, ttlSeconds, urgency }: { topic: string; ttlSeconds: number; urgency: 'normal' | 'high' },
  ): Promise<PushAnswer> {
    const { generateRequestDetails } = (await import('web-push')).default;
    const authorization = await this.#authorizationFor(new URL(endpoint).origin);
    const { headers, body } = generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      Buffer.from(JSON.stringify(payload)),
      {
        headers: { authorization },
        TTL: ttlSeconds,
        urgency,
        topic,
        contentEncoding: 'aes128gcm',
      },
    );
    try {
      const { status, retryAfterMs } = await this.#options.outgoing.post(endpoint, {
        headers: textsOf(headers),
        body: body ?? Buffer.alloc(0),
        timeoutMs,
      });
      return answerOf(status, retryAfterMs);
    } catch (error) {
      if (!(error instanceof OutgoingRefused)) throw error;
      // An address inside is nobody's browser; a network that is away comes back.
      const isInside = isOurRefusal(error);
      return isInside
        ? { kind: 'gone', note: 'not an address of the public internet' }
        : { kind: 'later', afterMs: retryMs, note: 'no answer' };
    }
  }

  /** Who we are, signed for one push service (RFC 8292). */
  async #authorizationFor(origin: string): Promise<string> {
    const known = this.#signatures.get(origin);
    if (known && known.until > Date.now()) return known.authorization;
    const { getVapidHeaders } = (await import('web-push')).default;
    const { publicKey, privateKey } = await this.#options.keys();
    const signed = getVapidHeaders(origin, this.#options.contact(), publicKey, privateKey, 'aes128gcm');
    if (this.#signatures.size >= signaturesMost) this.#signatures.clear();
    const authorization = signed.Authorization;
    this.#signatures.set(origin, { authorization, until: Date.now() + signatureMs });
    return authorization;
  }
}

function answerOf(status: number, retryAfterMs: number | undefined): PushAnswer {
  const note = `push answered ${status}`;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone', note };
  if (status === 429 || status >= 500) return { kind: 'later', afterMs: retryAfterMs ?? retryMs, note };
  return { kind: 'refused', note };
}

/** Ours, before anything was asked, or of the connection, after its address was looked up. */
function isOurRefusal(error: OutgoingRefused): boolean {
  return error.message !== 'no answer' || error.cause instanceof OutgoingRefused;
}

/** Content-Length is the client's to say. */
function textsOf(headers: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.toLowerCase() === 'content-length' ? [] : [[name.toLowerCase(), String(value)]],
    ),
  );
}
