const fields = [
  { least: 0, most: 59, of: (at: Date) => at.getUTCMinutes() },
  { least: 0, most: 23, of: (at: Date) => at.getUTCHours() },
  { least: 1, most: 31, of: (at: Date) => at.getUTCDate() },
  { least: 1, most: 12, of: (at: Date) => at.getUTCMonth() + 1 },
  { least: 0, most: 6, of: (at: Date) => at.getUTCDay() },
] as const;

const minuteMs = 60_000;
const farthestMinutes = 366 * 24 * 60;

/**
 * When a cron expression in UTC (numbers, `*`, lists, ranges and steps) comes next after a moment; undefined: not
 * within a year, or it can't be read.
 *
 * @example nextRun('17 * * * *', new Date('2026-11-21T09:30:00Z')) // 10:17
 */
export function nextRun(cron: string, after: Date): Date | undefined {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== fields.length) return undefined;
  const allowed = fields.map(({ least, most }, at) => valuesOf(parts[at] ?? '', least, most));
  if (allowed.some((values) => values.size === 0)) return undefined;
  // As in crontab: with both days restricted, either will do.
  const isEitherDay = !parts[2]?.startsWith('*') && !parts[4]?.startsWith('*');
  const fits = (at: Date, field: number) => allowed[field]?.has(fields[field]?.of(at) ?? -1) === true;
  const from = Math.floor(after.getTime() / minuteMs) + 1;
  for (let minute = from; minute < from + farthestMinutes; minute++) {
    const at = new Date(minute * minuteMs);
    const isDay = isEitherDay ? fits(at, 2) || fits(at, 4) : fits(at, 2) && fits(at, 4);
    if (isDay && fits(at, 0) && fits(at, 1) && fits(at, 3)) return at;
  }
  return undefined;
}

function valuesOf(part: string, least: number, most: number): Set<number> {
  const values = new Set<number>();
  for (const piece of part.split(',')) {
    const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(piece);
    if (!found) return new Set();
    const [, first, last, step] = found;
    const start = first === undefined ? least : Number(first);
    const end = last !== undefined ? Number(last) : first !== undefined && step === undefined ? start : most;
    for (let value = start; value <= Math.min(end, most); value += Math.max(1, Number(step ?? 1)))
      values.add(value);
  }
  return values;
}
