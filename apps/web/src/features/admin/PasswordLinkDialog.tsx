import type { PasswordLink } from '@bridges/contracts';
import { formatTime } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { Field } from '../../ui/Field.tsx';
import { toast } from '../../ui/toasts.ts';
import styles from './Lists.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  name: string;
  link: PasswordLink;
  onClose: () => void;
}

/** The link to a new password, to be handed over; closed, it is shown nowhere any more. */
export function PasswordLinkDialog({ name, link, onClose }: Props) {
  const t = useT();
  const words = useWords();
  const language = useLanguage();
  const copy = () => void navigator.clipboard?.writeText(link.url).then(() => toast(t('act.copied')));
  return (
    <Dialog title={words('linkTitle', { name })} onClose={onClose}>
      <p className={dialogStyles.text}>
        {words('linkHint', { until: formatTime(new Date(link.expiresAt), language) })}
      </p>
      <div className={styles.reason}>
        <Field
          label={words('link')}
          value={link.url}
          readOnly
          dir="ltr"
          onFocus={(event) => event.target.select()}
        />
      </div>
      <div className={dialogStyles.actions}>
        <Button look="plain" onClick={onClose}>
          {t('act.close')}
        </Button>
        <Button onClick={copy}>{words('copyLink')}</Button>
      </div>
    </Dialog>
  );
}
