import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Admin.module.css';
import { askAll } from './ask-all.ts';
import { listEvents, listJobs, overviewCalls, workers } from './calls.ts';
import type { Worker } from './calls.ts';
import { MessageCharts } from './MessageCharts.tsx';
import { OutcomeChart } from './OutcomeChart.tsx';
import { PageTop } from './PageTop.tsx';
import { Tiles } from './Tiles.tsx';
import { Unanswered } from './Unanswered.tsx';
import { usePolled } from './use-polled.ts';
import { useWords } from './words/use-words.ts';

const everyMs = 15_000;

interface Work {
  waiting: number;
  dead: number;
  deadEvents: number;
}

async function workOf(module: Worker): Promise<Work> {
  const [{ kinds }, events] = await Promise.all([listJobs(module), listEvents(module)]);
  return {
    waiting: kinds.reduce((sum, kind) => sum + kind.waiting + kind.running, 0),
    dead: kinds.reduce((sum, { dead }) => sum + dead, 0),
    deadEvents: events.dead,
  };
}

/** All modules together; null when one of them did not say. */
async function work(): Promise<Work | null> {
  const all = await Promise.all(workers.map((module) => workOf(module).catch(() => null)));
  return all.reduce(
    (sum, one) =>
      sum &&
      one && {
        waiting: sum.waiting + one.waiting,
        dead: sum.dead + one.dead,
        deadEvents: sum.deadEvents + one.deadEvents,
      },
    { waiting: 0, dead: 0, deadEvents: 0 },
  );
}

/** What goes on here, in a few numbers and pictures. */
export function OverviewPage() {
  const words = useWords();
  const { answer, hasFailed, refresh } = usePolled(everyMs, async () => {
    const [told, workNow] = await Promise.all([askAll(overviewCalls), work()]);
    return { ...told, work: workNow };
  });
  if (!answer && hasFailed) return <Unanswered onAgain={refresh} />;
  if (!answer) return <SkeletonRows count={5} />;
  const { answers, lost, at } = answer;
  return (
    <>
      <PageTop asOf={at} lost={lost.map((name) => words(`module_${name}`))} onRefresh={refresh} />
      <Tiles answers={answers} work={answer.work} />
      <div className={styles.cards}>
        {answers.messages && <MessageCharts messages={answers.messages} />}
        {answers.notifications && <OutcomeChart outcomes={answers.notifications.outcomes} />}
      </div>
    </>
  );
}
