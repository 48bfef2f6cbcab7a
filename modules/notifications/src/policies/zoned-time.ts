const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A time of day somewhere: whole days since 1970 by the calendar there, and minutes since midnight. */
export interface LocalTime {
  day: number;
  minutes: number;
}

/** Clocks and calendars of one time zone. */
export interface Zone {
  /** The day that calendars show there. */
  dayOf(at: Date): number;
  /**
   * The moment at which clocks there show this time: the first or the last one where it comes twice, the moment of
   * the change where it does not come at all.
   */
  instantOf(time: LocalTime, which: 'first' | 'last'): Date;
}

/** @param timeZone IANA */
export function zoneOf(timeZone: string): Zone {
  // Making a format costs far more than using it.
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  /** What clocks show at a moment, as if it were UTC. */
  const shownAt = (at: number): number => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
  const offsetAt = (at: number): number => shownAt(at) - Math.floor(at / 1000) * 1000;
  return {
    dayOf: (at) => Math.floor(shownAt(at.getTime()) / dayMs),
    instantOf({ day, minutes }, which) {
      const shown = day * dayMs + minutes * minuteMs;
      // Zones change their offset at most once within these two days.
      const [before, after] = [offsetAt(shown - dayMs), offsetAt(shown + dayMs)];
      const moments = [shown - before, shown - after].filter((at) => shownAt(at) === shown);
      if (moments.length > 0)
        return new Date(which === 'first' ? Math.min(...moments) : Math.max(...moments));
      return new Date(changeBetween(shown - dayMs - before, shown + dayMs - after, offsetAt));
    },
  };
}

/** The first moment of the new offset, to the second. */
function changeBetween(from: number, to: number, offsetAt: (at: number) => number): number {
  const old = offsetAt(from);
  let [low, high] = [from, to];
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}
