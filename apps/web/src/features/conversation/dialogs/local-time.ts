const two = (number: number): string => String(number).padStart(2, '0');

/** `YYYY-MM-DD` in the person's own zone, as date fields want it. */
export const localDate = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** `YYYY-MM-DDTHH:MM` in the person's own zone. */
export const localMinute = (at: Date): string =>
  `${localDate(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;

/** Moments that people often choose: in an hour, this evening, tomorrow and on Monday morning. */
export function usualMoments(
  now: Date,
): Array<{ name: 'hour' | 'evening' | 'tomorrow' | 'monday'; at: Date }> {
  const day = (ahead: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, hour);
  const toMonday = ((8 - now.getDay()) % 7) + (now.getDay() === 1 ? 7 : 0);
  return [
    { name: 'hour' as const, at: new Date(now.getTime() + 3_600_000) },
    ...(now.getHours() < 18 ? [{ name: 'evening' as const, at: day(0, 19) }] : []),
    { name: 'tomorrow' as const, at: day(1, 9) },
    ...(toMonday === 1 ? [] : [{ name: 'monday' as const, at: day(toMonday, 9) }]),
  ];
}
