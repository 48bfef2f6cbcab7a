const dayMs = 86_400_000;

/** When a day, month, year or moment begins, for somebody whose days begin `utcOffset` minutes before those of UTC. */
export function parseDay(written: string, { nowMs, utcOffset }: DayContext): Date | undefined {
  const text = written.trim().toLowerCase();
  const offsetMs = utcOffset * 60_000;
  if (/^\d{4}-\d\d-\d\dt/.test(text)) return valid(new Date(written.trim().toUpperCase()));
  const today = Math.floor((nowMs + offsetMs) / dayMs) * dayMs - offsetMs;
  if (text === 'today' || text === 'сегодня') return new Date(today);
  if (text === 'yesterday' || text === 'вчера') return new Date(today - dayMs);
  const ago = /^(\d{1,4})(d|w|д|н)$/.exec(text);
  if (ago) return new Date(today - Number(ago[1]) * (/[dд]/.test(ago[2] ?? '') ? 1 : 7) * dayMs);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [, year, month = '1', day = '1'] = dotted
    ? ['', dotted[3], dotted[2], dotted[1]]
    : (/^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text) ?? []);
  if (year === undefined) return undefined;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // 31 February would become a day of March.
  if (at.getUTCMonth() !== Number(month) - 1 || at.getUTCDate() !== Number(day)) return undefined;
  return valid(new Date(at.getTime() - offsetMs));
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
