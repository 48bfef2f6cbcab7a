import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import styles from '../settings/SettingsPage.module.css';
import { turnOff, turnOn, useStanding } from './wish.ts';

/** What this device tells of; the browser asks for its permission only after the button. */
export function NotificationSettings() {
  const t = useT();
  const { standing } = useStanding();
  return (
    <div>
      <section className={styles.section} aria-labelledby="system-notifications">
        <h2 id="system-notifications" className={styles.heading}>
          {t('inbox.systemTitle')}
        </h2>
        <div className={styles.form}>
          <p className={styles.quiet}>{t('inbox.systemHint')}</p>
          {standing === 'on' && <p role="status">{t('inbox.isOn')}</p>}
          {standing === 'denied' && <p role="status">{t('inbox.isDenied')}</p>}
          {standing === 'missing' && <p role="status">{t('inbox.isMissing')}</p>}
          {standing === 'off' && <Button onClick={() => void turnOn()}>{t('inbox.turnOn')}</Button>}
          {standing === 'on' && (
            <Button look="tinted" onClick={turnOff}>
              {t('inbox.turnOff')}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}
