import type { ChannelName } from '../channels/channel.ts';
import type { LadderSettings } from '../tables/ladder.ts';
import { quietUntil } from './quiet-hours.ts';

export type StepVerdict =
  | { kind: 'tell' }
  | { kind: 'wait'; code: 'quiet_hours' | 'limited'; until: Date }
  | { kind: 'drop'; code: 'channel_off' };

/** So many tellings in so many seconds, per person and channel: what is more waits and is merged meanwhile. */
export const tellingLimits: Record<ChannelName, { count: number; perSeconds: number }> = {
  push: { count: 20, perSeconds: 60 },
  telegram: { count: 20, perSeconds: 60 },
  // Of these one letter is made, and not often: see the channel.
  email: { count: 60, perSeconds: 600 },
};

/** Whether a step whose time has come is taken, by how the person wants to be told. */
export function ladderStep({
  settings,
  channel,
  isUrgent,
  toldLately,
  now,
}: {
  settings: LadderSettings;
  channel: ChannelName;
  /** Of her account's security: told at any hour. */
  isUrgent: boolean;
  /** How many tellings she had on this channel within the time of its limit. */
  toldLately: number;
  now: Date;
}): StepVerdict {
  if (!isOn(settings, channel)) return { kind: 'drop', code: 'channel_off' };
  const { quietFromMinutes: fromMinutes, quietToMinutes: toMinutes, timeZone } = settings;
  if (!isUrgent && fromMinutes !== null && toMinutes !== null) {
    const until = quietUntil(now, { fromMinutes, toMinutes, timeZone });
    if (until) return { kind: 'wait', code: 'quiet_hours', until };
  }
  const { count, perSeconds } = tellingLimits[channel];
  if (!isUrgent && toldLately >= count)
    return { kind: 'wait', code: 'limited', until: new Date(now.getTime() + perSeconds * 1000) };
  return { kind: 'tell' };
}

export const isOn = (settings: LadderSettings, channel: ChannelName): boolean =>
  ({ push: settings.isPushOn, telegram: settings.isTelegramOn, email: settings.isEmailOn })[channel];

export const delayMs = (settings: LadderSettings, channel: ChannelName): number =>
  1000 *
  {
    push: settings.pushDelaySeconds,
    telegram: settings.telegramDelaySeconds,
    email: settings.emailDelaySeconds,
  }[channel];
