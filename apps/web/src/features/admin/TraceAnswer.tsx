import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { useAsked } from '../groups/use-asked.ts';
import { TraceSteps } from '../notifications/TraceSteps.tsx';
import frame from '../settings/SettingsPage.module.css';
import styles from './Admin.module.css';
import { traceOf } from './calls.ts';
import type { MessagePlace } from './message-place.ts';
import { useTheirWords, useWords } from './words/use-words.ts';

const unreachable = new Set(['no_address', 'not_set_up']);

/** What was decided about telling one person of one message. */
export function TraceAnswer({ userId, place }: { userId: string; place: MessagePlace }) {
  const t = useT();
  const words = useWords();
  const theirs = useTheirWords();
  const { chatId, seq } = place;
  const trace = useAsked(`${userId} ${chatId} ${seq}`, async () => {
    const [entries, user] = await Promise.all([
      traceOf(userId, chatId, seq),
      client.rest.users.get(userId).catch(() => null),
    ]);
    return { entries, name: user ? userName(user, t) : words('somebody') };
  });
  if (trace.state === 'loading') return <SkeletonRows count={4} />;
  if (trace.state === 'failed') {
    return (
      <Notice title={words('traceFailed')} hint={t('error.network')} isAlert>
        <Button look="tinted" onClick={trace.retry}>
          {t('act.tryAgain')}
        </Button>
      </Notice>
    );
  }
  const { entries, name } = trace.answer;
  return (
    <section aria-live="polite">
      <h2 className={frame.heading}>{words('traceTitle', { name })}</h2>
      {/* That there is no way to somebody is said of any message, also of one that does not exist. */}
      {entries.every(({ code }) => unreachable.has(code)) && (
        <p className={styles.empty}>{words('traceEmpty')}</p>
      )}
      <TraceSteps entries={entries} words={theirs} />
    </section>
  );
}
