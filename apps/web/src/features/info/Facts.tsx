import type { LucideIcon } from 'lucide-react';
import styles from './InfoColumn.module.css';

export interface Fact {
  icon: LucideIcon;
  label: string;
  text: string;
  /** What a click on it does. */
  act?: { label: string; run: () => void };
}

/** What is known, line by line: the thing itself above what it is. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map(({ icon: Icon, label, text, act }) => (
        <div key={label} className={styles.fact}>
          <Icon size={22} strokeWidth={1.8} aria-hidden="true" />
          <div>
            <dd dir="auto">
              {act ? (
                <button type="button" className={styles.factAct} title={act.label} onClick={act.run}>
                  {text}
                </button>
              ) : (
                text
              )}
            </dd>
            <dt>{label}</dt>
          </div>
        </div>
      ))}
    </dl>
  );
}
