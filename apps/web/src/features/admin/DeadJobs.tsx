import type { DeadJob } from '@bridges/contracts';
import { useState } from 'react';
import { formatMoment } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import styles from './Admin.module.css';
import { dropJob, retryJob } from './calls.ts';
import type { Worker } from './calls.ts';
import { useAct } from './use-act.ts';
import parts from './Work.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  module: Worker;
  jobs: readonly DeadJob[];
  /** How many there are in all. */
  all: number;
  onChanged: () => void;
}

/** Jobs that failed as often as they may: what they were about, why, and what to do with them. */
export function DeadJobs({ module, jobs, all, onChanged }: Props) {
  const words = useWords();
  const language = useLanguage();
  const [dropping, setDropping] = useState<DeadJob | null>(null);
  const { busyId, act } = useAct(onChanged);
  if (jobs.length === 0) return null;
  const nameOf = ({ name, id }: DeadJob) => `${name} ${id}`;
  return (
    <>
      <h3 className={parts.heading}>{words('deadJobs')}</h3>
      <ul className={parts.list}>
        {jobs.map((job) => (
          <li key={job.id} className={parts.dead}>
            <div className={parts.text}>
              <b className={styles.mono}>{nameOf(job)}</b>
              <p className={parts.error}>{job.lastError}</p>
              {Object.keys(job.payload).length > 0 && (
                <p className={styles.mono}>{JSON.stringify(job.payload)}</p>
              )}
              <p className={styles.quiet}>
                {words('tries', { count: job.attempts })} ·{' '}
                {words('failedAt', { when: formatMoment(new Date(job.failedAt), language) })}
              </p>
            </div>
            <div className={parts.acts}>
              <Button
                look="tinted"
                aria-label={words('retryOf', { name: nameOf(job) })}
                isBusy={busyId === job.id}
                onClick={() =>
                  void act(job.id, async () => {
                    await retryJob(module, job.id);
                    return words('retried', { name: nameOf(job) });
                  })
                }
              >
                {words('retry')}
              </Button>
              <Button
                look="danger"
                aria-label={words('dropOf', { name: nameOf(job) })}
                disabled={busyId === job.id}
                onClick={() => setDropping(job)}
              >
                {words('drop')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {all > jobs.length && (
        <p className={styles.quiet}>{words('moreDead', { shown: jobs.length, count: all })}</p>
      )}
      {dropping && (
        <Confirm
          title={words('dropTitle', { name: nameOf(dropping) })}
          text={words('dropJobHint')}
          act={words('drop')}
          onConfirm={() =>
            void act(dropping.id, async () => {
              await dropJob(module, dropping.id);
              return words('dropped', { name: nameOf(dropping) });
            })
          }
          onClose={() => setDropping(null)}
        />
      )}
    </>
  );
}
