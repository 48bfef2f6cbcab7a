import type { MessagesService, SendResult } from '@bridges/contracts/proto';
import { kitErrors, toAppError } from '@bridges/kit';
import type { AppError, RpcClient } from '@bridges/kit';
import type { GatewayMetrics } from '../metrics.ts';

export interface OutgoingSend {
  chatId: string;
  senderId: string;
  clientId: string;
  text: string;
  /** `sendExtras` as JSON; empty: nothing. */
  extrasJson?: string;
}

interface Waiting {
  send: OutgoingSend;
  resolve: (result: SendResult) => void;
  reject: (error: AppError) => void;
}

const maxBatch = 500;

/** All sends of one tick over all sockets are one call of messages; several calls may be under way. */
export class SendBatcher {
  readonly #messages: Pick<RpcClient<typeof MessagesService>, 'appendMessages'>;
  readonly #metrics: Pick<GatewayMetrics, 'sendBatch'>;
  readonly #underWay = new Set<Promise<void>>();
  #waiting: Waiting[] = [];

  constructor(
    messages: Pick<RpcClient<typeof MessagesService>, 'appendMessages'>,
    metrics: Pick<GatewayMetrics, 'sendBatch'>,
  ) {
    this.#messages = messages;
    this.#metrics = metrics;
  }

  /** Resolves after the commit. @throws AppError of the call; refusals of this send are in the result */
  add(send: OutgoingSend): Promise<SendResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ send, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  /** Resolves when everything asked for so far is answered. */
  async idle(): Promise<void> {
    this.#flush();
    await Promise.all(this.#underWay);
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < waiting.length; at += maxBatch) {
      const call = this.#append(waiting.slice(at, at + maxBatch));
      this.#underWay.add(call);
      void call.finally(() => this.#underWay.delete(call));
    }
  }

  async #append(batch: Waiting[]): Promise<void> {
    this.#metrics.sendBatch.observe(batch.length);
    try {
      const { results } = await this.#messages.appendMessages({ sends: batch.map(({ send }) => send) });
      for (const [at, { resolve, reject }] of batch.entries()) {
        const result = results[at];
        if (result?.outcome.case) resolve(result);
        else reject(kitErrors.internal());
      }
    } catch (error) {
      const refusal = toAppError(error);
      for (const { reject } of batch) reject(refusal);
    }
  }
}
