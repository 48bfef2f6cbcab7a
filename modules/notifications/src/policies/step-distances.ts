import { channelNames } from '../channels/channel.ts';
import type { ChannelName } from '../channels/channel.ts';
import type { LadderSettings, PendingTelling } from '../tables/ladder.ts';
import { delayMs } from './ladder-step.ts';

type Step = Pick<PendingTelling, 'userId' | 'chatId' | 'entryId' | 'channel'>;

/** A step that may not come before this. */
export interface MovedStep extends Step {
  dueAt: Date;
}

const place = (channel: ChannelName): number => channelNames.indexOf(channel);

export const byChannel = (a: Step, b: Step): number => place(a.channel) - place(b.channel);

/**
 * After a standstill, or a night of quiet hours, all steps about something are due at once. They are taken one after the
 * other, as far apart as the person chose: whoever looks at the first is not told by the others.
 */
export class StepDistances {
  readonly #now: number;
  readonly #moved = new Map<string, MovedStep>();

  constructor(now: Date) {
    this.#now = now.getTime();
  }

  /** In milliseconds; 0: nothing stands before it. */
  notBefore(step: Step): number {
    return this.#moved.get(keyOf(step))?.dueAt.getTime() ?? 0;
  }

  /** This step is taken now. */
  told(step: Step, settings: LadderSettings): void {
    const { userId, chatId, entryId, channel } = step;
    for (const later of channelNames.slice(place(channel) + 1)) {
      const distanceMs = delayMs(settings, later) - delayMs(settings, channel);
      if (distanceMs <= 0) continue;
      const moved = { userId, chatId, entryId, channel: later, dueAt: new Date(this.#now + distanceMs) };
      const known = this.notBefore(moved);
      if (known < moved.dueAt.getTime()) this.#moved.set(keyOf(moved), moved);
    }
  }

  all(): MovedStep[] {
    return [...this.#moved.values()];
  }
}

const keyOf = ({ userId, chatId, entryId, channel }: Step): string =>
  `${userId}:${chatId ?? entryId}:${channel}`;
