import { SearchX } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import styles from './OlderMessages.module.css';

interface Props {
  isNothing: boolean;
  found: { hasMore: boolean; loadMore: () => Promise<void> };
}

/** Says that older messages were not looked at, and goes on with them. */
export function OlderMessages({ isNothing, found: { hasMore, loadMore } }: Props) {
  const t = useT();
  const further = hasMore && (
    <Button look="tinted" onClick={() => void loadMore()}>
      {t('search.goOn')}
    </Button>
  );
  return isNothing ? (
    <Notice icon={SearchX} title={t('search.nothingYet')} hint={t('search.partial')}>
      {further}
    </Notice>
  ) : (
    <div className={styles.note}>
      <p>{t('search.partial')}</p>
      {further}
    </div>
  );
}
