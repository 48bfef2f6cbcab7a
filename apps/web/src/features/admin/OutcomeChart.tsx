import type { NotificationsOverview } from '@bridges/contracts';
import { useId } from 'react';
import styles from './Charts.module.css';
import { outcomeKinds, outcomesByStep, steps } from './outcome-kinds.ts';
import { useWords } from './words/use-words.ts';

const stepWords = { app: 'stepApp', push: 'stepPush', telegram: 'stepTelegram', email: 'stepEmail' } as const;

/** How the ladder's decisions ended at each of its steps; each part says its number beside its colour. */
export function OutcomeChart({ outcomes }: Pick<NotificationsOverview, 'outcomes'>) {
  const words = useWords();
  const titleId = useId();
  const byStep = outcomesByStep(outcomes);
  return (
    <figure className={styles.chart} aria-labelledby={titleId}>
      <figcaption className={styles.caption}>
        <h2 id={titleId}>{words('outcomes')}</h2>
        <span>{words('outcomesSpan')}</span>
      </figcaption>
      {byStep.size === 0 && <p className={styles.said}>{words('noOutcomes')}</p>}
      {steps.map((step) => {
        const counts = byStep.get(step);
        if (!counts) return null;
        const parts = outcomeKinds.filter((kind) => counts[kind] > 0);
        const total = parts.reduce((sum, kind) => sum + counts[kind], 0);
        const name = words(stepWords[step]);
        let x = 0;
        return (
          <div key={step} className={styles.outcome}>
            <h3>{name}</h3>
            <svg viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" aria-hidden="true">
              {parts.map((kind) => {
                const from = x;
                x += counts[kind];
                return (
                  <rect key={kind} data-kind={kind} x={from} width={counts[kind]} y={0} height={1}>
                    <title>{`${words(`outcome_${kind}`)}: ${counts[kind]}`}</title>
                  </rect>
                );
              })}
            </svg>
            <ul className={styles.legend} aria-label={name}>
              {parts.map((kind) => (
                <li key={kind}>
                  <i data-kind={kind} aria-hidden="true" />
                  {words(`outcome_${kind}`)}: <b>{counts[kind]}</b>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </figure>
  );
}
