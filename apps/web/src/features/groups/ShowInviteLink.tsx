import { Copy } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { toast } from '../../ui/toasts.ts';
import styles from './Rows.module.css';

/** A link that was just made: nobody, not even the server, can show it again. */
export function ShowInviteLink({ url, onClose }: { url: string; onClose: () => void }) {
  const t = useT();
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    toast(t('act.copied'));
    onClose();
  };
  return (
    <Dialog title={t('group.linkMade')} onClose={onClose}>
      <p className={dialogStyles.text}>{t('group.linkOnce')}</p>
      <br />
      <p className={styles.secret} data-invite-link="">
        {url}
      </p>
      <div className={dialogStyles.actions}>
        <Button look="plain" onClick={onClose}>
          {t('act.close')}
        </Button>
        <Button onClick={() => void copy().catch(() => undefined)}>
          <Copy size={18} aria-hidden="true" />
          {t('group.copyLink')}
        </Button>
      </div>
    </Dialog>
  );
}
