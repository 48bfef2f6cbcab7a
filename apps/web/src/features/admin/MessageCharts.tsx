import type { MessagesOverview } from '@bridges/contracts';
import { formatDate, formatMoment, formatTime } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { BarChart } from './BarChart.tsx';
import { useWords } from './words/use-words.ts';

/** How much is said, by the hour here and by the day of the server. */
export function MessageCharts({ messages: { hours, days, knownSince } }: { messages: MessagesOverview }) {
  const words = useWords();
  const language = useLanguage();
  const day = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const dayShort = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
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
        when={(at) => day.format(at)}
        whenShort={(at) => dayShort.format(at)}
      />
    </>
  );
}
