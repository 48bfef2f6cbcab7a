import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Nothing was told of what a page shows. */
export function Unanswered({ onAgain }: { onAgain: () => void }) {
  const t = useT();
  return (
    <Notice title={t('settings.failed')} hint={t('error.network')} isAlert>
      <Button look="tinted" onClick={onAgain}>
        {t('act.tryAgain')}
      </Button>
    </Notice>
  );
}
