import type { MessagesOverview } from '@bridges/contracts';
import { formatCalendarDate, formatDate, formatMoment, formatTime } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { BarChart } from './BarChart.tsx';
import { useWords } from './words/use-words.ts';

/** How much is said, by the hour here and by the day of the server. */
export function MessageCharts({ messages: { hours, days, knownSince } }: { messages: MessagesOverview }) {
  const words = useWords();
  const language = useLanguage();
  const locale = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
  const dayShort = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const first = days[0]?.at ?? '';
  const note =
    knownSince === null
      ? words('perDayFresh')
      : knownSince > first
        ? words('perDaySince', { when: formatDate(new Date(knownSince), language) })
        : undefined;
  return (
    <>
      <BarChart
        title={words('perHour')}
        span={words('perHourSpan')}
        buckets={hours}
        when={(at) => formatMoment(at, language)}
        whenShort={(at) => formatTime(at, language)}
      />
      <BarChart
        title={words('perDay')}
        span={words('perDaySpan')}
        note={note}
        buckets={days}
        when={(at) => formatCalendarDate(at.toISOString().slice(0, 10), language)}
        whenShort={(at) => dayShort.format(at)}
      />
    </>
  );
}
