import { toAppError } from '@bridges/kit';
import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import { directPeer } from '../selectors/direct-peer.ts';
import type { Reader } from '../tables/database.ts';
import type { AppendQueue, SendOutcome, SendRequest } from './append-queue.ts';
import { assertCanWriteFirst } from './first-write.ts';
import type { CheckPeople } from './first-write.ts';

/**
 * The queue as everybody sends through it: the first message of a direct chat needs the other's leave, which
 * only accounts knows and which must not be asked for under the chat's lock. So the append refuses it, this
 * asks, and sends again. All other sends pass as they are.
 */
export class FirstMessageCheck implements Pick<AppendQueue, 'append'> {
  readonly #queue: Pick<AppendQueue, 'append'>;
  readonly #accounts: CheckPeople;
  readonly #db: Reader;
  /** The end of what waits, by chat: sends that follow a first message must not overtake it. */
  readonly #tails = new Map<string, Promise<SendOutcome>>();

  constructor(queue: Pick<AppendQueue, 'append'>, accounts: CheckPeople, db: Reader) {
    this.#queue = queue;
    this.#accounts = accounts;
    this.#db = db;
  }

  async append(send: SendRequest): Promise<SendOutcome> {
    if (this.#tails.has(send.chatId)) return this.#follow(send);
    const outcome = await this.#queue.append(send);
    return outcome.isUnchecked ? this.#follow(send) : outcome;
  }

  #follow(send: SendRequest): Promise<SendOutcome> {
    const { chatId } = send;
    const result = (this.#tails.get(chatId) ?? Promise.resolve()).then(() => this.#checked(send));
    this.#tails.set(chatId, result);
    void result.finally(() => {
      if (this.#tails.get(chatId) === result) this.#tails.delete(chatId);
    });
    return result;
  }

  async #checked(send: SendRequest): Promise<SendOutcome> {
    // Meanwhile somebody may have written.
    const outcome = await this.#queue.append(send);
    if (!outcome.isUnchecked) return outcome;
    const error = await this.#refusal(send);
    return error ? { error } : this.#queue.append({ ...send, isFirstAllowed: true });
  }

  async #refusal({ chatId, senderId }: SendRequest): Promise<AppError | undefined> {
    try {
      const peerId = await directPeer(this.#db, chatId, senderId);
      if (peerId === undefined) return errors.chat_not_found();
      await assertCanWriteFirst(this.#accounts, senderId, peerId);
      return undefined;
    } catch (thrown) {
      return toAppError(thrown);
    }
  }
}
