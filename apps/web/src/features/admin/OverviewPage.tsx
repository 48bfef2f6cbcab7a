import type { WorkCounts } from '@bridges/contracts';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Admin.module.css';
import { askAll } from './ask-all.ts';
import { overviewCalls, workers } from './calls.ts';
import { MessageCharts } from './MessageCharts.tsx';
import { OutcomeChart } from './OutcomeChart.tsx';
import { PageTop } from './PageTop.tsx';
import { Tiles } from './Tiles.tsx';
import { Unanswered } from './Unanswered.tsx';
import { usePolled } from './use-polled.ts';
import { useWords } from './words/use-words.ts';

const everyMs = 15_000;

type Answers = { [Name in keyof typeof overviewCalls]?: Awaited<ReturnType<(typeof overviewCalls)[Name]>> };

/** All modules together; null when one of them did not say. */
function workOf(answers: Answers): WorkCounts | null {
  const sum = { waiting: 0, dead: 0, deadEvents: 0 };
  for (const module of workers) {
    const work = answers[module]?.work;
    if (!work) return null;
    sum.waiting += work.waiting;
    sum.dead += work.dead;
    sum.deadEvents += work.deadEvents;
  }
  return sum;
}

/** What goes on here, in a few numbers and pictures. */
export function OverviewPage() {
  const words = useWords();
  const { answer, hasFailed, refresh } = usePolled(everyMs, () => askAll(overviewCalls));
  if (!answer && hasFailed) return <Unanswered onAgain={refresh} />;
  if (!answer) return <SkeletonRows count={5} />;
  const { answers, lost, at } = answer;
  return (
    <>
      <PageTop asOf={at} lost={lost.map((name) => words(`module_${name}`))} onRefresh={refresh} />
      <Tiles answers={answers} work={workOf(answers)} />
      <div className={styles.cards}>
        {answers.messages && <MessageCharts messages={answers.messages} />}
        {answers.notifications && <OutcomeChart outcomes={answers.notifications.outcomes} />}
      </div>
    </>
  );
}
