import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { openGate } from './gate.ts';
import type { Gate } from './gate.ts';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** One letter as it came over the wire and as a mail program understands it. */
export interface ReceivedLetter {
  /** Of the envelope: who really gets it. */
  to: string[];
  from: string;
  raw: string;
  parsed: Email;
  /** By lower-case name; the first of several. */
  header(name: string): string | undefined;
}

/**
 * `take`; `busy`: 451 to the recipient; `unknown`: no such mailbox; `refuse`: 554 to what is in the letter;
 * `hang`: no answer to the letter; `drop`: the connection ends before the answer; `takeAndDrop`: the letter is
 * kept, and the connection ends before that is said.
 */
export type MailMood = 'take' | 'busy' | 'unknown' | 'refuse' | 'hang' | 'drop' | 'takeAndDrop';

/** A real SMTP server in this process that keeps all letters, for tests. */
export class MailServer {
  /** In the order they came. */
  readonly letters: ReceivedLetter[] = [];
  /** Recipients of every attempt, refused ones too. */
  readonly attempts: string[] = [];
  /** How many times somebody gave a password, right or wrong. */
  signIns = 0;
  mood: MailMood = 'take';
  gate: Gate = openGate;
  readonly #server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      closeTimeout: 100,
      onAuth: (_auth, _session, callback) => {
        this.signIns++;
        callback(null, { user: 'bridges' });
      },
      onRcptTo: ({ address }, _session, callback) => {
        this.attempts.push(address);
        if (this.mood === 'busy') return callback(answer(451, '4.3.2 Not now'));
        if (this.mood === 'unknown') return callback(answer(550, `5.1.1 ${address} is unknown`));
        callback();
      },
      onData: (stream, session, callback) => {
        const { mailFrom, rcptTo } = session.envelope;
        const drop = () => stream.destroy(new Error('dropped'));
        buffer(stream)
          .then(async (bytes) => {
            const { mood } = this;
            if (mood === 'hang') return;
            if (mood === 'drop') return this.#dropAll();
            if ((await this.gate('asked')) === 'drop') return this.#dropAll();
            if (mood === 'refuse') return callback(answer(554, '5.7.1 Not wanted'));
            await this.#keep(
              bytes,
              mailFrom ? mailFrom.address : '',
              rcptTo.map(({ address }) => address),
            );
            if (mood === 'takeAndDrop') return this.#dropAll();
            if ((await this.gate('taken')) === 'drop') return this.#dropAll();
            callback();
          })
          .catch(drop);
      },
      ...options,
    });
    // Clients that go away are part of the tests.
    this.#server.on('error', () => undefined);
  }

  /** @param options of smtp-server, e.g. `{ hideSTARTTLS: true }` */
  static async start(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
    const server = new MailServer(options);
    await new Promise<void>((resolve) => {
      server.#server.listen(port, '127.0.0.1', () => resolve());
    });
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  /** The environment of a Bridges that sends its letters here. */
  get env(): Record<string, string> {
    return {
      SMTP_URL: `smtp://127.0.0.1:${this.port}`,
      MAIL_FROM: 'Bridges <bridges@example.org>',
      PUBLIC_URL: 'https://chat.example.org',
    };
  }

  to(address: string): ReceivedLetter[] {
    return this.letters.filter((letter) => letter.to.includes(address));
  }

  /** Waits for the nth letter (from 1) to an address. */
  async letterTo(address: string, nth = 1, timeoutMs = 20_000): Promise<ReceivedLetter> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const letter = this.to(address)[nth - 1];
      if (letter) return letter;
      if (Date.now() > deadline) throw new Error(`${address} has ${this.to(address).length} letters`);
      await delay(20);
    }
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#dropAll();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #dropAll(): void {
    for (const connection of this.#server.connections) connection._socket.destroy();
  }

  async #keep(bytes: Buffer, from: string, to: string[]): Promise<void> {
    const parsed = await PostalMime.parse(bytes);
    this.letters.push({
      to,
      from,
      raw: bytes.toString(),
      parsed,
      header: (name) => parsed.headers.find(({ key }) => key === name)?.value,
    });
  }
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
