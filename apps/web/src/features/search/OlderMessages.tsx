import { SearchX } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import styles from './OlderMessages.module.css';
import { focusSearch } from './search-store.ts';

interface Props {
  isNothing: boolean;
  found: {
    hasMore: boolean;
    isLoadingMore: boolean;
    moreError: unknown;
    loadMore: () => Promise<void>;
  };
}

/** Says that older messages were not looked at, and goes on with them. */
export function OlderMessages({ isNothing, found }: Props) {
  const t = useT();
  const { hasMore, isLoadingMore, moreError, loadMore } = found;
  const hint = moreError === null ? t('search.partial') : errorText(moreError, t);
  const goOn = (event: MouseEvent) => {
    // By key: the button goes away, and from the field the arrows lead to what is found. A finger needs no keyboard.
    if (event.detail === 0) focusSearch();
    void loadMore();
  };
  const further = hasMore && (
    <Button look="tinted" isBusy={isLoadingMore} onClick={goOn}>
      {t('search.goOn')}
    </Button>
  );
  return isNothing ? (
    <Notice icon={SearchX} title={t('search.nothingYet')} hint={hint}>
      {further}
    </Notice>
  ) : (
    <div className={styles.note}>
      <p role={moreError === null ? undefined : 'alert'}>{hint}</p>
      {further}
    </div>
  );
}
