import type { DeadJobList } from '@bridges/contracts';
import { formatMoment } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import styles from './Admin.module.css';
import type { Worker } from './calls.ts';
import { DataTable } from './DataTable.tsx';
import { DeadEvents } from './DeadEvents.tsx';
import { DeadJobs } from './DeadJobs.tsx';
import type { WorkOfModule } from './JobsPage.tsx';
import parts from './Work.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  module: Worker;
  work: WorkOfModule;
  onChanged: () => void;
}

/** One module: how much waits and since when, what failed for good, what comes by itself. */
export function WorkCard({ module, work: { jobs, events }, onChanged }: Props) {
  const words = useWords();
  const language = useLanguage();
  const moment = (at: string | null) => (at === null ? null : formatMoment(new Date(at), language));
  const sums = sumsOf(jobs.kinds);
  const oldest = jobs.kinds
    .flatMap(({ oldestDueAt }) => oldestDueAt ?? [])
    .toSorted()
    .at(0);
  const outboxOldest = moment(events.oldestWaitingAt);
  return (
    <section className={styles.card} aria-labelledby={`work-${module}`}>
      <h2 id={`work-${module}`} className={styles.title}>
        {words(`module_${module}`)}
      </h2>
      <dl className={parts.counts}>
        {(['waiting', 'running', 'later', 'dead'] as const).map((state) => (
          <div key={state} data-bad={(state === 'dead' && sums.dead > 0) || undefined}>
            <dt>{words(state)}</dt>
            <dd>{new Intl.NumberFormat(language).format(sums[state])}</dd>
          </div>
        ))}
      </dl>
      {oldest && <p className={styles.quiet}>{words('oldest', { when: moment(oldest) ?? '' })}</p>}
      {events.waiting > 0 && (
        <p className={styles.quiet}>
          {outboxOldest
            ? words('outboxOldest', { count: events.waiting, when: outboxOldest })
            : words('outbox', { count: events.waiting })}
        </p>
      )}
      <DeadJobs module={module} jobs={jobs.jobs} all={sums.dead} onChanged={onChanged} />
      <DeadEvents module={module} events={events.events} all={events.dead} onChanged={onChanged} />
      {jobs.kinds.length > 0 && (
        <DataTable
          label={words('kinds')}
          heads={[words('kind'), words('waiting'), words('running'), words('later'), words('dead')]}
          rows={jobs.kinds.map(({ name, waiting, running, later, dead }) => [
            name,
            waiting,
            running,
            later,
            dead,
          ])}
        />
      )}
      {jobs.periodic.length > 0 && (
        <DataTable
          label={words('periodic')}
          heads={[words('kind'), words('next'), words('last')]}
          rows={jobs.periodic.map(({ name, nextAt, lastAt }) => [
            name,
            moment(nextAt) ?? words('never'),
            moment(lastAt) ?? words('never'),
          ])}
        />
      )}
    </section>
  );
}

function sumsOf(kinds: DeadJobList['kinds']) {
  const sums = { waiting: 0, running: 0, later: 0, dead: 0 };
  for (const kind of kinds) {
    sums.waiting += kind.waiting;
    sums.running += kind.running;
    sums.later += kind.later;
    sums.dead += kind.dead;
  }
  return sums;
}
