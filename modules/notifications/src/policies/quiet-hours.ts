import { zoneOf } from './zoned-time.ts';

export interface QuietHours {
  /** Minutes since midnight by the clock of the time zone. */
  fromMinutes: number;
  toMinutes: number;
  /** IANA. */
  timeZone: string;
}

/**
 * Until when it is quiet, if it is quiet now; the end may lie on the next day.
 *
 * Where clocks are put back, an hour comes twice: quiet hours begin the first time the clock shows their start and end
 * the last time it shows their end. Where clocks are put forward, a time that no clock shows is the moment of the change.
 */
export function quietUntil(now: Date, { fromMinutes, toMinutes, timeZone }: QuietHours): Date | null {
  if (fromMinutes === toMinutes) return null;
  const zone = zoneOf(timeZone);
  const today = zone.dayOf(now);
  // Those that began yesterday may last into today.
  for (const day of [today - 1, today]) {
    const start = zone.instantOf({ day, minutes: fromMinutes }, 'first');
    const endDay = toMinutes > fromMinutes ? day : day + 1;
    const end = zone.instantOf({ day: endDay, minutes: toMinutes }, 'last');
    if (start <= now && now < end) return end;
  }
  return null;
}
