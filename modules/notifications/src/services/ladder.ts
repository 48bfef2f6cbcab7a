import type { NotificationCreated } from '@bridges/contracts/proto';
import type { Jobs } from '@bridges/kit';
import type { Channels } from '../channels/channels.ts';
import type { AskNews } from '../selectors/chat-news.ts';
import type { Trx } from '../tables/database.ts';
import { entryClimb } from './entry-climb.ts';
import { LadderLoop } from './ladder-loop.ts';
import type { LadderContext } from './ladder-loop.ts';
import { tellingsClear, tellingsForget } from './tellings-clear.ts';
import { tellingsTakeBack } from './tellings-take-back.ts';

/** What the doors of this module may ask of the ladder. */
export class Ladder {
  readonly #channels: Channels;
  readonly #jobs: Jobs;
  readonly #loop: LadderLoop;

  constructor(context: LadderContext) {
    this.#channels = context.channels;
    this.#jobs = context.jobs;
    this.#loop = new LadderLoop(context);
  }

  /** No channel is set up: nobody can be told outside the app. */
  get isIdle(): boolean {
    return this.#channels.all().length === 0;
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  wake(): void {
    this.#loop.wake();
  }

  planEntry(trx: Trx, entry: NotificationCreated): Promise<void> {
    return entryClimb(trx, this.#channels, entry);
  }

  /** They have read these chats up to here. */
  async clear(trx: Trx, read: readonly { userId: string; chatId: string; seq: number }[]): Promise<void> {
    if (!this.isIdle) await tellingsClear(trx, this.#jobs, read);
  }

  /** Messages of the chat were deleted for everyone. */
  async takeBack(trx: Trx, messages: AskNews, chatId: string): Promise<void> {
    if (!this.isIdle) await tellingsTakeBack(trx, this.#jobs, messages, chatId);
  }

  async forget(trx: Trx, chatId: string, userIds: readonly string[] | 'all'): Promise<void> {
    if (!this.isIdle) await tellingsForget(trx, chatId, userIds);
  }
}
