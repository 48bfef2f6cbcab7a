import type { LadderSettings as SettingsAnswer, LadderSettingsBody } from '@bridges/contracts';
import type { ChannelName } from '../channels/channel.ts';
import type { LadderSettings } from '../tables/ladder.ts';

/** Row → API. */
export function presentLadderSettings(
  settings: LadderSettings,
  channels: { isAvailable: (name: ChannelName) => boolean; isReady: (name: ChannelName) => boolean },
): SettingsAnswer {
  const channel = (name: ChannelName, isOn: boolean, delaySeconds: number) => ({
    isAvailable: channels.isAvailable(name),
    isReady: channels.isReady(name),
    isOn,
    delaySeconds,
  });
  const { quietFromMinutes: from, quietToMinutes: to, timeZone, locale } = settings;
  return {
    channels: {
      push: channel('push', settings.isPushOn, settings.pushDelaySeconds),
      telegram: channel('telegram', settings.isTelegramOn, settings.telegramDelaySeconds),
      email: channel('email', settings.isEmailOn, settings.emailDelaySeconds),
    },
    quietHours: from === null || to === null ? null : { from: clock(from), to: clock(to) },
    timeZone,
    locale,
  };
}

/** API → what is to be kept: what is absent is not there. */
export function toSettings(body: LadderSettingsBody): Partial<LadderSettings> {
  const { channels: { push, telegram, email } = {}, quietHours, timeZone, locale } = body;
  return present({
    isPushOn: push?.isOn,
    pushDelaySeconds: push?.delaySeconds,
    isTelegramOn: telegram?.isOn,
    telegramDelaySeconds: telegram?.delaySeconds,
    isEmailOn: email?.isOn,
    emailDelaySeconds: email?.delaySeconds,
    quietFromMinutes: quietHours && minutes(quietHours.from),
    quietToMinutes: quietHours && minutes(quietHours.to),
    timeZone,
    locale,
  });
}

type Optional<Row> = { [Key in keyof Row]: Row[Key] | undefined };

const present = (settings: Optional<LadderSettings>): Partial<LadderSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const clock = (of: number): string =>
  `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
