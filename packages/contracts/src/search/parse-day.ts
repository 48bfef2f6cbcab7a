const dayMs = 86_400_000;

/** When a day, month, year or moment begins, for somebody whose days begin `utcOffset` minutes before those of UTC. */
export function parseDay(written: string, { nowMs, utcOffset }: DayContext): Date | undefined {
  const text = written.trim().toLowerCase();
  const offsetMs = utcOffset * 60_000;
  const moment = /^(\d{4}-\d\d-\d\d)t/.exec(text);
  if (moment) {
    const isZoned = /(?:z|[+-]\d\d:?\d\d)$/.test(text.slice(11));
    const at = new Date(isZoned ? text.toUpperCase() : `${text.toUpperCase()}Z`);
    const isDay = dayOf(moment[1] ?? '') !== undefined;
    return isDay ? valid(new Date(at.getTime() - (isZoned ? 0 : offsetMs))) : undefined;
  }
  const today = Math.floor((nowMs + offsetMs) / dayMs) * dayMs - offsetMs;
  if (text === 'today' || text === 'сегодня') return new Date(today);
  if (text === 'yesterday' || text === 'вчера') return new Date(today - dayMs);
  const ago = /^(\d{1,4})(d|w|д|н)$/.exec(text);
  if (ago) return new Date(today - Number(ago[1]) * (/[dд]/.test(ago[2] ?? '') ? 1 : 7) * dayMs);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const at = dayOf(dotted ? `${dotted[3]}-${dotted[2]}-${dotted[1]}` : text);
  return at && valid(new Date(at.getTime() - offsetMs));
}

/** @param written year, month and day, of which the last may be left out */
function dayOf(written: string): Date | undefined {
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(written) ?? [];
  if (year === undefined) return undefined;
  const at = new Date(0);
  // Not Date.UTC, for which the year 50 is 1950.
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // 31 February would become a day of March.
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day) ? at : undefined;
}

export interface DayContext {
  nowMs: number;
  utcOffset: number;
}

/** Years that the database and JSON both hold. */
function valid(at: Date): Date | undefined {
  const ms = at.getTime();
  return Number.isNaN(ms) || ms < -62_135_596_800_000 || ms > 253_402_300_799_999 ? undefined : at;
}
