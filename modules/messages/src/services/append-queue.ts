import type { MessageContent } from '@bridges/contracts';
import { AppError, inSpan, kitErrors, traceparent } from '@bridges/kit';
import { errors } from '../errors.ts';
import { SendPressure } from './send-pressure.ts';

/** A message somebody wants to post. */
export interface SendRequest {
  chatId: string;
  senderId: string;
  /** UUID: the idempotency key together with the sender. */
  clientId: string;
  text: string;
  kind: 'text' | 'system';
  /** What it holds beside the text. */
  content?: MessageContent | undefined;
  /** Accounts was asked whether its sender may begin this direct chat. */
  isFirstAllowed?: boolean;
  /** The sender's draft with this client id ends with it. */
  endsDraft?: boolean;
  /** The same as it was asked for: part of the idempotency key's fingerprint, as `content` may be found anew. */
  extrasJson?: string | undefined;
}

export interface StoredMessage extends Omit<SendRequest, 'kind'> {
  kind: SendRequest['kind'] | 'deleted';
  seq: number;
  createdAtMs: number;
  /** Of a message found stored before, which is told as it has become. */
  editedAtMs?: number;
  /** As it is told, once that was made. */
  json?: Uint8Array;
}

/** What became of one send. */
export type SendOutcome =
  | { message: StoredMessage; isRepeat: boolean; error?: undefined; isUnchecked?: undefined }
  | { error: AppError; message?: undefined; isUnchecked?: true };

/** Stores a batch in one transaction; outcomes in the order of the sends. Rejects if nothing was stored, or it is unknown. */
export type CommitBatch = (sends: readonly SendRequest[]) => Promise<SendOutcome[]>;

interface Waiting {
  send: SendRequest;
  /** What it is a part of, if that is traced. */
  trace: string | undefined;
  resolve: (outcome: SendOutcome) => void;
}

export interface AppendQueueOptions {
  commit: CommitBatch;
  maxWaiting: number;
  batchSize: number;
  commitsInFlight: number;
}

/**
 * Collects sends while the commits before them are in flight. There is no timer: an idle server stores at
 * once, and the busier it is, the larger its batches. A chat is in one commit at a time, so its order holds,
 * and so is an idempotency key.
 */
export class AppendQueue {
  readonly pressure = new SendPressure();
  readonly #options: AppendQueueOptions;
  readonly #waiting = new Map<string, Waiting[]>();
  /** Chats with waiting sends and no commit in flight, longest-waiting first. */
  readonly #ready = new Set<string>();
  readonly #busyChats = new Set<string>();
  #inFlight = 0;
  /** Sends that wait or are in a commit. */
  #unanswered = 0;
  #idleListeners: (() => void)[] = [];

  constructor(options: AppendQueueOptions) {
    this.#options = options;
  }

  get waitingCount(): number {
    return this.pressure.waitingCount;
  }

  /** Resolves after the commit, or with the refusal; never rejects. */
  append(send: SendRequest): Promise<SendOutcome> {
    if (this.waitingCount >= this.#options.maxWaiting) {
      return Promise.resolve({ error: errors.busy({ retryAfterMs: 1000 }) });
    }
    return new Promise((resolve) => {
      const queue = this.#waiting.get(send.chatId);
      const waiting = { send, trace: traceparent(), resolve };
      if (queue) queue.push(waiting);
      else this.#waiting.set(send.chatId, [waiting]);
      this.pressure.wait(1);
      this.#unanswered++;
      if (!this.#busyChats.has(send.chatId)) this.#ready.add(send.chatId);
      this.#pump();
    });
  }

  /** Resolves when nothing waits and nothing is in flight. */
  async idle(): Promise<void> {
    if (this.#inFlight === 0 && this.waitingCount === 0) return;
    await new Promise<void>((resolve) => this.#idleListeners.push(resolve));
  }

  #pump(): void {
    while (this.#inFlight < this.#options.commitsInFlight && this.#ready.size > 0)
      void this.#commit(this.#take());
  }

  #take(): Waiting[] {
    const batch: Waiting[] = [];
    const keys = new Set<string>();
    for (const chatId of this.#ready) {
      const queue = this.#waiting.get(chatId) ?? [];
      // The same key twice in one batch would break its one statement: the second waits and finds the first stored.
      let count = 0;
      for (const { send } of queue) {
        const key = `${send.senderId}:${send.clientId}`;
        if (batch.length + count >= this.#options.batchSize || keys.has(key)) break;
        keys.add(key);
        count++;
      }
      if (count === 0) break;
      batch.push(...queue.splice(0, count));
      if (queue.length === 0) this.#waiting.delete(chatId);
      this.#ready.delete(chatId);
      this.#busyChats.add(chatId);
      if (batch.length >= this.#options.batchSize) break;
    }
    this.pressure.wait(-batch.length);
    return batch;
  }

  async #commit(batch: Waiting[]): Promise<void> {
    this.#inFlight++;
    if (this.waitingCount > 0 || this.#unanswered > this.#options.batchSize) this.pressure.noteFull();
    // Many sends, one commit: it is in the trace of the first of them, and the others point to it.
    const [first, ...others] = batch.map(({ trace }) => trace);
    const outcomes = await inSpan('commit sends', { parent: first ?? null, links: others }, () =>
      this.#outcomes(batch.map(({ send }) => send)),
    );
    this.#inFlight--;
    this.#unanswered -= batch.length;
    for (const { send } of batch) this.#busyChats.delete(send.chatId);
    for (const { send } of batch) if (this.#waiting.has(send.chatId)) this.#ready.add(send.chatId);
    batch.forEach(({ resolve }, index) => resolve(outcomes[index] ?? { error: kitErrors.internal() }));
    this.#pump();
    if (this.#inFlight > 0 || this.waitingCount > 0) return;
    for (const listener of this.#idleListeners.splice(0)) listener();
  }

  async #outcomes(sends: SendRequest[]): Promise<SendOutcome[]> {
    try {
      return await this.#options.commit(sends);
    } catch (thrown) {
      // Not known to be stored: the sender repeats with the same client id and learns which it was.
      const error =
        thrown instanceof AppError ? thrown : kitErrors.unavailable({ cause: thrown, retryAfterMs: 1000 });
      return sends.map(() => ({ error }));
    }
  }
}
