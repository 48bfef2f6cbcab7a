import type { Session } from '@bridges/sdk';
import { Monitor, Smartphone } from 'lucide-react';
import { formatDay, formatTime } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './SettingsPage.module.css';

interface Props {
  session: Session;
  onEnd?: () => void;
}

/** One signed-in device. */
export function SessionRow({ session, onEnd }: Props) {
  const t = useT();
  const language = useLanguage();
  const moment = (text: string) => {
    const at = new Date(text);
    return `${formatDay(at, new Date(), language, t).toLocaleLowerCase(language)}, ${formatTime(at, language)}`;
  };
  const Icon = /android|iphone|ipad|mobile/i.test(session.device) ? Smartphone : Monitor;
  return (
    <div className={styles.session}>
      <Icon size={26} strokeWidth={1.6} aria-hidden="true" />
      <div className={styles.device}>
        <b>{session.device}</b>
        <p className={styles.quiet}>
          {session.address} · {t('settings.signedIn', { when: moment(session.createdAt) })} ·{' '}
          {t('settings.lastUsed', { when: moment(session.lastUsedAt) })}
        </p>
      </div>
      {onEnd && (
        <Button
          look="danger"
          aria-label={t('settings.endSessionOf', { device: session.device })}
          onClick={onEnd}
        >
          {t('settings.endSession')}
        </Button>
      )}
    </div>
  );
}
