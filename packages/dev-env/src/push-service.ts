import { createECDH, createHmac, createDecipheriv, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { ECDH } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openGate } from './gate.ts';
import type { Gate } from './gate.ts';

/** What a browser gives to whoever is to tell it: `PushSubscription.toJSON()`. */
export interface PushSubscriptionJson {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** A push that arrived, as the service worker would see it. */
export interface ReceivedPush<Payload = unknown> {
  payload: Payload;
  headers: { ttl: string; urgency: string; topic: string };
  at: number;
}

/** How a push service answers, when it does not take a push: a status, and what else it says. */
export interface PushRefusal {
  status: number;
  headers?: Record<string, string>;
  /** What was decrypted counts as received all the same: an answer that got lost. */
  isTaken?: boolean;
}

interface Browser {
  ecdh: ECDH;
  auth: Buffer;
  applicationServerKey: string;
  received: ReceivedPush[];
  refusals: PushRefusal[];
  isGone: boolean;
}

/**
 * A push service and the browsers behind it, in this process. It believes nothing: the signature must be the one of the
 * key that the browser subscribed with (RFC 8292), and every payload is decrypted as a browser would (RFC 8291, 8188).
 *
 * @example await using service = await startPushService();
 *   const browser = service.subscribe(publicKey);
 *   await alice.ask('POST', '/api/push/subscriptions', browser.subscription);
 */
export class PushService implements AsyncDisposable {
  readonly #server: Server;
  readonly #browsers = new Map<string, Browser>();
  /** All requests, also refused ones. */
  requests = 0;
  /** What is wrong with what was sent; must stay empty. */
  readonly problems: string[] = [];
  /** Every push is answered so while this is set. */
  outage: PushRefusal | undefined;
  gate: Gate = openGate;

  constructor(server: Server) {
    this.#server = server;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#take(request, response);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** A browser subscribes with the key of an installation. */
  subscribe(applicationServerKey: string): PushBrowser {
    const id = randomBytes(12).toString('base64url');
    const ecdh = createECDH('prime256v1');
    const publicKey = ecdh.generateKeys();
    const auth = randomBytes(16);
    const browser: Browser = {
      ecdh,
      auth,
      applicationServerKey,
      received: [],
      refusals: [],
      isGone: false,
    };
    this.#browsers.set(id, browser);
    return new PushBrowser(browser, {
      endpoint: `http://127.0.0.1:${this.port}/push/${id}`,
      keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests++;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const browser = this.#browsers.get(request.url?.replace(/^\/push\//, '') ?? '');
    if (!browser) return void response.writeHead(404).end();
    if (browser.isGone) return void response.writeHead(410).end();
    const refusal = this.outage ?? browser.refusals.shift();
    if (refusal && refusal.isTaken !== true)
      return void response.writeHead(refusal.status, refusal.headers).end();
    if ((await this.gate('asked')) === 'drop') return void response.destroy();
    try {
      const origin = `http://127.0.0.1:${this.port}`;
      checkSignature(String(request.headers.authorization), browser.applicationServerKey, origin);
      const text = decrypt(Buffer.concat(chunks), browser);
      const { ttl, urgency, topic } = request.headers;
      if (!/^\d+$/.test(String(ttl))) throw new Error('no TTL');
      browser.received.push({
        payload: JSON.parse(text) as unknown,
        headers: { ttl: String(ttl), urgency: String(urgency), topic: String(topic) },
        at: Date.now(),
      });
    } catch (error) {
      this.problems.push(String(error));
      return void response.writeHead(400).end();
    }
    if ((await this.gate('taken')) === 'drop') return void response.destroy();
    response.writeHead(refusal?.status ?? 201, refusal?.headers).end();
  }
}

/** One browser: what it was told, and how its push service is to answer. */
export class PushBrowser {
  readonly subscription: PushSubscriptionJson;
  readonly #browser: Browser;

  constructor(browser: Browser, subscription: PushSubscriptionJson) {
    this.#browser = browser;
    this.subscription = subscription;
  }

  /** All that it was told, the oldest first. */
  received<Payload>(): ReceivedPush<Payload>[] {
    return this.#browser.received as ReceivedPush<Payload>[];
  }

  /** The next pushes are answered so, one each. */
  refuse(...refusals: PushRefusal[]): void {
    this.#browser.refusals.push(...refusals);
  }

  /** Its user took the permission back: 410 from now on. */
  leave(): void {
    this.#browser.isGone = true;
  }
}

/** On a port of its own unless one is given. */
export async function startPushService(port = 0): Promise<PushService> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return new PushService(server);
}

/** RFC 8292: a JWT by the key the browser knows, for this push service, not for longer than a day. */
function checkSignature(authorization: string, applicationServerKey: string, origin: string): void {
  const { token = '', key = '' } =
    /^vapid t=(?<token>[\w.-]+), k=(?<key>[\w-]+)$/.exec(authorization)?.groups ?? {};
  if (key !== applicationServerKey) throw new Error('signed by another installation');
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33, 65).toString('base64url'),
  };
  const isGenuine = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isGenuine) throw new Error('a wrong signature');
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    aud: string;
    exp: number;
    sub: string;
  };
  if (aud !== origin) throw new Error(`signed for ${aud}`);
  if (exp < Date.now() / 1000 || exp > Date.now() / 1000 + 86_400) throw new Error('signed for another time');
  if (!/^(mailto:|https:)/.test(sub)) throw new Error('nobody to write to');
}

/** RFC 8188 with the keys of RFC 8291, one record. */
function decrypt(body: Buffer, { ecdh, auth }: Browser): string {
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const idLength = body.readUInt8(20);
  const serverKey = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  if (record.length > recordSize) throw new Error('more than one record');
  const secret = ecdh.computeSecret(serverKey);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), serverKey]);
  const material = hkdf(auth, secret, info, 32);
  const key = hkdf(salt, material, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(salt, material, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new Error('the last record has no end');
  return padded.subarray(0, end).toString();
}

function hkdf(salt: Buffer, material: Buffer, info: Buffer, length: number): Buffer {
  const extracted = createHmac('sha256', salt).update(material).digest();
  return createHmac('sha256', extracted)
    .update(Buffer.concat([info, Buffer.from([1])]))
    .digest()
    .subarray(0, length);
}
