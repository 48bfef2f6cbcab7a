import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { routes } from '../../routes/routes.ts';
import { ActLines } from './ActLines.tsx';
import styles from './Admin.module.css';
import type { PlacedAct } from './merge-acts.ts';
import { useWords } from './words/use-words.ts';

/** The latest of what administrators did; `children` lead to more. */
export function ActsCard({ acts, children }: { acts: readonly PlacedAct[]; children?: ReactNode }) {
  const words = useWords();
  return (
    <section className={styles.card} aria-labelledby="admin-acts">
      <h2 id="admin-acts" className={styles.title}>
        {words('acts')}
      </h2>
      {acts.length === 0 && <p className={styles.quiet}>{words('noActs')}</p>}
      <ActLines acts={acts} isHere={children !== undefined} />
      {children ?? <Link href={routes.adminTab('audit')}>{words('allActs')}</Link>}
    </section>
  );
}
