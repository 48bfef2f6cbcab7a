const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A time of day somewhere: whole days since 1970 by the calendar there, and minutes since midnight. */
export interface LocalTime {
  day: number;
  minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks show at a moment, as if it were UTC. */
function shownAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const offsetAt = (at: number, timeZone: string): number =>
  shownAt(at, timeZone) - Math.floor(at / 1000) * 1000;

/** The day that calendars show there. */
export const localDayOf = (at: Date, timeZone: string): number =>
  Math.floor(shownAt(at.getTime(), timeZone) / dayMs);

/**
 * The moment at which clocks there show this time: the first or the last one where it comes twice, the moment of the
 * change where it does not come at all.
 */
export function instantOf({ day, minutes }: LocalTime, timeZone: string, which: 'first' | 'last'): Date {
  const shown = day * dayMs + minutes * minuteMs;
  // Zones change their offset at most once within these two days.
  const [before, after] = [offsetAt(shown - dayMs, timeZone), offsetAt(shown + dayMs, timeZone)];
  const moments = [shown - before, shown - after].filter((at) => shownAt(at, timeZone) === shown);
  if (moments.length > 0) return new Date(which === 'first' ? Math.min(...moments) : Math.max(...moments));
  return new Date(changeBetween(shown - dayMs - before, shown + dayMs - after, timeZone));
}

/** The first moment of the new offset, to the second. */
function changeBetween(from: number, to: number, timeZone: string): number {
  const old = offsetAt(from, timeZone);
  let [low, high] = [from, to];
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (offsetAt(middle, timeZone) === old) low = middle;
    else high = middle;
  }
  return high;
}
