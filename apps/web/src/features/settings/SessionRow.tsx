import type { Session } from '@bridges/sdk';
import { Monitor, Smartphone } from 'lucide-react';
import { formatWhenWithin } from '../../i18n/dates.ts';
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
  const moment = (text: string) => formatWhenWithin(new Date(text), new Date(), language, t);
  const Icon = /android|iphone|ipad|mobile/i.test(session.device) ? Smartphone : Monitor;
  return (
    <div className={styles.session}>
      <Icon size={26} strokeWidth={1.6} aria-hidden="true" />
      <div className={styles.device}>
        <b>{session.device}</b>
        <p className={styles.quiet}>
          <span>{session.address}</span>
          <span>{t('settings.signedIn', { when: moment(session.createdAt) })}</span>
          <span>{t('settings.lastUsed', { when: moment(session.lastUsedAt) })}</span>
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
