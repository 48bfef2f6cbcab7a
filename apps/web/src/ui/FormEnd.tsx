import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './FormEnd.module.css';

interface Props {
  /** What went wrong with the whole of it. */
  problem: string | null | undefined;
  isBusy: boolean;
  isWide?: boolean;
  children: ReactNode;
}

/** The last lines of a form: what went wrong, and the button that sends it. */
export function FormEnd({ problem, isBusy, isWide = false, children }: Props) {
  return (
    <>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" isWide={isWide} isBusy={isBusy}>
        {children}
      </Button>
    </>
  );
}
