import type { AdminActList, DeadEventList, DeadJobList } from '@bridges/contracts';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { ActsCard } from './ActsCard.tsx';
import styles from './Admin.module.css';
import { askAll } from './ask-all.ts';
import { listActs, listEvents, listJobs, workers } from './calls.ts';
import type { Worker } from './calls.ts';
import { mergeActs } from './merge-acts.ts';
import type { PlacedAct } from './merge-acts.ts';
import { PageTop } from './PageTop.tsx';
import { Unanswered } from './Unanswered.tsx';
import { usePolled } from './use-polled.ts';
import { WorkCard } from './WorkCard.tsx';
import { useWords } from './words/use-words.ts';

const everyMs = 10_000;

export interface WorkOfModule {
  jobs: DeadJobList;
  events: DeadEventList;
  acts: AdminActList['acts'];
}

async function workOf(module: Worker): Promise<WorkOfModule> {
  const [jobs, events, { acts }] = await Promise.all([
    listJobs(module),
    listEvents(module),
    listActs(module),
  ]);
  return { jobs, events, acts };
}

const asks = Object.fromEntries(workers.map((module) => [module, () => workOf(module)])) as Record<
  Worker,
  () => Promise<WorkOfModule>
>;

const mostShown = 20;
const isOfWork = /^(?:job|event)_/;

function latestWork(answers: Partial<Record<Worker, WorkOfModule>>): PlacedAct[] {
  const told = Object.entries(answers).map(([module, { acts }]) => [
    module,
    { acts: acts.filter(({ act }) => isOfWork.test(act)), nextCursor: null },
  ]);
  return mergeActs(Object.fromEntries(told)).slice(0, mostShown);
}

/** Each module's background work; those where something failed come first. */
export function JobsPage() {
  const words = useWords();
  const { answer, hasFailed, refresh } = usePolled(everyMs, () => askAll<Record<Worker, WorkOfModule>>(asks));
  if (!answer && hasFailed) return <Unanswered onAgain={refresh} />;
  if (!answer) return <SkeletonRows count={6} />;
  const { answers, lost, at } = answer;
  const isBad = (module: Worker) =>
    (answers[module]?.jobs.jobs.length ?? 0) + (answers[module]?.events.dead ?? 0) > 0;
  const ordered = workers.toSorted((a, b) => Number(isBad(b)) - Number(isBad(a)));
  return (
    <>
      <PageTop asOf={at} lost={lost.map((name) => words(`module_${name}`))} onRefresh={refresh} />
      <div className={styles.cards}>
        {ordered.map((module) => {
          const work = answers[module];
          return work && <WorkCard key={module} module={module} work={work} onChanged={refresh} />;
        })}
        <ActsCard acts={latestWork(answers)} />
      </div>
    </>
  );
}
