import { Button } from '../../ui/Button.tsx';
import styles from './Lists.module.css';
import { Unanswered } from './Unanswered.tsx';
import { useWords } from './words/use-words.ts';

interface Props {
  hasFailed: boolean;
  hasMore: boolean;
  loadMore: () => Promise<void>;
  reload: () => void;
}

/** The way to older acts. */
export function MoreActs({ hasFailed, hasMore, loadMore, reload }: Props) {
  const words = useWords();
  if (hasFailed) return <Unanswered onAgain={reload} />;
  if (!hasMore) return null;
  return (
    <p className={styles.end}>
      <Button look="tinted" onClick={() => void loadMore()}>
        {words('showMore')}
      </Button>
    </p>
  );
}
