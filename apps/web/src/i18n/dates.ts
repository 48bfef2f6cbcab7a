import type { Language } from './catalogue.ts';
import type { Translate } from './translate.ts';

type Options = Intl.DateTimeFormatOptions;
const cache = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs 50 µs or more; a list asks for hundreds. */
function formatter(language: Language, name: string, options: Options): Intl.DateTimeFormat {
  const key = `${language}:${name}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(localeFor(language), options);
  cache.set(key, made);
  return made;
}

/** The person's own regional variant (12 or 24 h, order of the date) where it is of the shown language. */
function localeFor(language: Language): string {
  const wished = globalThis.navigator?.languages ?? [];
  return wished.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
}

/** Days since 1970 in the person's own zone: equal for two moments of one local day. */
export function dayNumber(at: Date): number {
  return Math.floor((at.getTime() - at.getTimezoneOffset() * 60_000) / 86_400_000);
}

export const formatTime = (at: Date, language: Language): string =>
  formatter(language, 'time', { timeStyle: 'short' }).format(at);

export const formatFull = (at: Date, language: Language): string =>
  formatter(language, 'full', { dateStyle: 'full', timeStyle: 'medium' }).format(at);

/** A day and a time where there is little room. */
export const formatMoment = (at: Date, language: Language): string =>
  formatter(language, 'moment', { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** The same to the second, where one thing follows another. */
export const formatInstant = (at: Date, language: Language): string =>
  formatter(language, 'instant', { dateStyle: 'medium', timeStyle: 'medium' }).format(at);

export const formatDate = (at: Date, language: Language): string =>
  formatter(language, 'date', { day: 'numeric', month: 'long', year: 'numeric' }).format(at);

/** A date without a time, kept as `YYYY-MM-DD`: the same day in every zone. */
export const formatCalendarDate = (date: string, language: Language): string =>
  formatter(language, 'calendar', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** A day as people say it: Today, Yesterday, Tomorrow, 5 March, 5 March 2024. */
export function formatDay(at: Date, now: Date, language: Language, t: Translate): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return t('chat.today');
  if (days === 1) return t('chat.yesterday');
  if (days === -1) return t('chat.tomorrow');
  if (at.getFullYear() === now.getFullYear()) {
    return formatter(language, 'day', { day: 'numeric', month: 'long' }).format(at);
  }
  return formatDate(at, language);
}

/** A moment as people say it: Tomorrow, 09:00. */
export const formatWhen = (at: Date, now: Date, language: Language, t: Translate): string =>
  `${formatDay(at, now, language, t)}, ${formatTime(at, language)}`;

/** The same within a sentence: today, 09:00. The name of a month keeps its capital. */
export function formatWhenWithin(at: Date, now: Date, language: Language, t: Translate): string {
  const when = formatDay(at, now, language, t);
  return `${/\d/.test(when) ? when : when.toLocaleLowerCase(language)}, ${formatTime(at, language)}`;
}

/** The right end of a chat row: the time today, the weekday within a week, else a short date. */
export function formatListTime(at: Date, now: Date, language: Language): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days <= 0) return formatTime(at, language);
  if (days < 7) return formatter(language, 'weekday', { weekday: 'short' }).format(at);
  return formatter(language, 'short', { day: '2-digit', month: '2-digit', year: '2-digit' }).format(at);
}

/** "last seen …" from coarse to exact, as far as it helps. */
export function formatLastSeen(at: Date | null, now: Date, language: Language, t: Translate): string {
  if (!at) return t('presence.never');
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return t('presence.justNow');
  if (minutes < 60) return t('presence.minutes', { count: minutes });
  const days = dayNumber(now) - dayNumber(at);
  const time = formatTime(at, language);
  if (days === 0) return t('presence.today', { time });
  if (days === 1) return t('presence.yesterday', { time });
  return t('presence.date', { date: formatDay(at, now, language, t) });
}
