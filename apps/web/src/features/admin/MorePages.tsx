import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Lists.module.css';
import { Unanswered } from './Unanswered.tsx';
import { useWords } from './words/use-words.ts';

interface Props {
  count: number;
  isLoading: boolean;
  hasFailed: boolean;
  hasMore: boolean;
  loadMore: () => Promise<void>;
  reload: () => void;
  children: ReactNode;
}

/** A list that is told page by page: its rows, or why there are none, and the way to more. */
export function MorePages({ count, isLoading, hasFailed, hasMore, loadMore, reload, children }: Props) {
  const words = useWords();
  if (hasFailed) return <Unanswered onAgain={reload} />;
  if (isLoading && count === 0) return <SkeletonRows count={6} />;
  if (count === 0) return <Notice title={words('noneFound')} hint={words('noneFoundHint')} />;
  return (
    <>
      {children}
      {hasMore && (
        <p className={styles.end}>
          <Button look="tinted" onClick={() => void loadMore()}>
            {words('showMore')}
          </Button>
        </p>
      )}
    </>
  );
}
