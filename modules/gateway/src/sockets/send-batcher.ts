import type { MessagesService, SendResult } from '@bridges/contracts/proto';
import { inSpan, kitErrors, newRequestId, toAppError, traceparent, withRequestId } from '@bridges/kit';
import type { AppError, RpcClient } from '@bridges/kit';
import type { GatewayMetrics } from '../metrics.ts';

export interface OutgoingSend {
  chatId: string;
  senderId: string;
  clientId: string;
  text: string;
  /** `sendExtras` as JSON; empty: nothing. */
  extrasJson?: string;
  /** Her draft with this client id ends with it. */
  endsDraft?: true;
}

interface Waiting {
  send: OutgoingSend;
  /** What it is a part of, if that is traced. */
  trace: string | undefined;
  resolve: (result: SendResult) => void;
  reject: (error: AppError) => void;
}

const maxBatch = 500;

export interface SendBatcherOptions {
  messages: Pick<RpcClient<typeof MessagesService>, 'appendMessages'>;
  /** The copy of messages that looks after a chat; '' when it runs in this process. */
  routeOf: (chatId: string) => string;
  metrics: Pick<GatewayMetrics, 'sendBatch'>;
}

/**
 * All sends of one tick over all sockets are one call of messages, or one for each of its copies; several calls
 * may be under way. Between processes calls may overtake each other: there a chat is in one call at a time, so
 * that its sends keep their order.
 */
export class SendBatcher {
  readonly #options: SendBatcherOptions;
  readonly #underWay = new Set<Promise<void>>();
  readonly #busyChats = new Set<string>();
  #waiting: Waiting[] = [];
  #isScheduled = false;

  constructor(options: SendBatcherOptions) {
    this.#options = options;
  }

  /** Resolves after the commit. @throws AppError of the call; refusals of this send are in the result */
  add(send: OutgoingSend): Promise<SendResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ send, trace: traceparent(), resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when everything asked for so far is answered. */
  async idle(): Promise<void> {
    this.#flush();
    while (this.#underWay.size > 0) {
      await Promise.all(this.#underWay);
      this.#flush();
    }
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#isScheduled = false;
    const ready = Map.groupBy(this.#waiting, ({ send }) =>
      this.#busyChats.has(send.chatId) ? undefined : this.#options.routeOf(send.chatId),
    );
    this.#waiting = ready.get(undefined) ?? [];
    for (const [route, sends] of ready) {
      if (route === undefined) continue;
      if (route === '') {
        for (let at = 0; at < sends.length; at += maxBatch) this.#call(route, sends.slice(at, at + maxBatch));
      } else {
        this.#call(route, sends.slice(0, maxBatch));
        this.#waiting.push(...sends.slice(maxBatch));
      }
    }
  }

  #call(route: string, batch: Waiting[]): void {
    const chats = route === '' ? [] : batch.map(({ send }) => send.chatId);
    for (const chatId of chats) this.#busyChats.add(chatId);
    const call = this.#append(batch);
    this.#underWay.add(call);
    void call.finally(() => {
      this.#underWay.delete(call);
      for (const chatId of chats) this.#busyChats.delete(chatId);
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  async #append(batch: Waiting[]): Promise<void> {
    const { messages, metrics } = this.#options;
    metrics.sendBatch.observe(batch.length);
    const [first] = batch;
    const reqId = newRequestId();
    try {
      const traced = { parent: first?.trace ?? null, links: batch.slice(1).map(({ trace }) => trace) };
      const { results } = await withRequestId(reqId, () =>
        inSpan('send batch', traced, () =>
          messages.appendMessages(
            { sends: batch.map(({ send }) => send), wantsJson: true },
            first ? { routeBy: first.send.chatId } : {},
          ),
        ),
      );
      for (const [at, { resolve, reject }] of batch.entries()) {
        const result = results[at];
        if (result && (result.outcome.case || result.messageJson.length > 0)) resolve(result);
        else reject(kitErrors.internal());
      }
    } catch (error) {
      const refusal = toAppError(error);
      refusal.requestId = reqId;
      for (const { reject } of batch) reject(refusal);
    }
  }
}
