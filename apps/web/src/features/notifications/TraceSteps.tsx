import type { TraceEntry } from '@bridges/sdk';
import { Mail, MonitorSmartphone, MessageSquare, Send } from 'lucide-react';
import type { Language } from '../../i18n/catalogue.ts';
import { formatInstant, formatMoment } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import styles from './Notifications.module.css';
import type { Word, Words } from './words/use-words.ts';

const icons = { app: MessageSquare, push: MonitorSmartphone, telegram: Send, email: Mail };
const stepWords = { app: 'stepApp', push: 'stepPush', telegram: 'stepTelegram', email: 'stepEmail' } as const;
const codes = [
  'live',
  'away',
  'waiting',
  'delivered',
  'gone',
  'refused',
  'later',
  'gave_up',
  'channel_off',
  'quiet_hours',
  'limited',
  'not_member',
  'muted',
  'level_none',
  'level_mentions',
  'silent',
  'read',
  'nothing_left',
  'not_set_up',
  'no_address',
] as const satisfies readonly Word[];
const toldCodes = new Set<string>(['live', 'delivered']);

/** Chats are muted till then when they are muted for ever. */
const farFuture = Date.UTC(9000, 0);

/** What was decided at each step, in the order of time; `words` say whom it was about. */
export function TraceSteps({ entries, words }: { entries: readonly TraceEntry[]; words: Words }) {
  const language = useLanguage();
  return (
    <ol className={styles.steps}>
      {entries.map((entry, at) => {
        const Icon = icons[entry.step];
        return (
          <li key={at} className={styles.step} data-told={toldCodes.has(entry.code) || undefined}>
            <Icon size={18} strokeWidth={1.8} aria-hidden="true" />
            <span className={styles.what}>
              <b>{words(stepWords[entry.step])}</b>
              <span>{inWords(entry, words, language)}</span>
              <time className={styles.hint} dateTime={entry.decidedAt}>
                {formatInstant(new Date(entry.decidedAt), language)}
              </time>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function inWords({ code, details }: TraceEntry, words: Words, language: Language): string {
  const known = codes.find((one) => one === code);
  if (!known) return words('other', { code });
  const until = typeof details['until'] === 'string' ? new Date(details['until']) : null;
  const isForEver = known === 'muted' && until !== null && until.getTime() > farFuture;
  const text = words(isForEver ? 'mutedForEver' : known, {
    when: until ? formatMoment(until, language) : '…',
  });
  // What the other side said, for people who know.
  return typeof details['note'] === 'string' && details['note'] !== ''
    ? `${text} (${details['note']})`
    : text;
}
