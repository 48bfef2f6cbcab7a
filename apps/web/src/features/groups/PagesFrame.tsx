import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Rows.module.css';

interface Props {
  list: {
    isLoading: boolean;
    hasFailed: boolean;
    hasMore: boolean;
    loadMore: () => Promise<void>;
    reload: () => void;
  };
  isEmpty: boolean;
  empty: { icon: LucideIcon; title: string; hint: string };
  children: ReactNode;
}

/** A list that comes in pages, with its loading, empty and error forms. */
export function PagesFrame({ list, isEmpty, empty, children }: Props) {
  const t = useT();
  return (
    <div className={styles.page}>
      {list.isLoading && <SkeletonRows count={3} />}
      {list.hasFailed && (
        <Notice title={t('error.unknown')} hint={t('error.network')} isAlert>
          <Button look="tinted" onClick={list.reload}>
            {t('act.tryAgain')}
          </Button>
        </Notice>
      )}
      {!list.isLoading && !list.hasFailed && isEmpty && <Notice {...empty} />}
      <ul>{children}</ul>
      {list.hasMore && (
        <Button look="plain" isWide onClick={() => void list.loadMore()}>
          {t('group.more')}
        </Button>
      )}
    </div>
  );
}
