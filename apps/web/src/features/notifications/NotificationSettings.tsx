import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import settingsStyles from '../settings/SettingsPage.module.css';
import { ChannelRow } from './ChannelRow.tsx';
import { EmailAddress } from './EmailAddress.tsx';
import rowStyles from '../../ui/FormRows.module.css';
import styles from './Notifications.module.css';
import { QuietHours } from './QuietHours.tsx';
import { TelegramAccount } from './TelegramAccount.tsx';
import { ThisDevice } from './ThisDevice.tsx';
import { useLadder } from './use-ladder.ts';
import { useWords } from './words/use-words.ts';

/** How I am told of what I have not seen: here, and one step after another where I am not looking. */
export function NotificationSettings() {
  const t = useT();
  const words = useWords();
  const { settings, hasFailed, load, change } = useLadder();
  return (
    <div>
      <ThisDevice onChange={load} />
      <section className={settingsStyles.section} aria-labelledby="ladder">
        <h2 id="ladder" className={settingsStyles.heading}>
          {words('ladder')}
        </h2>
        <p className={styles.lead}>{words('ladderHint')}</p>
        {!settings && !hasFailed && <SkeletonRows count={3} />}
        {!settings && hasFailed && (
          <Notice title={t('settings.failed')} hint={t('error.network')} isAlert>
            <Button look="tinted" onClick={load}>
              {t('act.tryAgain')}
            </Button>
          </Notice>
        )}
        {settings && (
          <div className={rowStyles.rows}>
            <ChannelRow name="push" settings={settings.channels.push} onChange={change}>
              <p className={styles.hint}>
                {words(settings.channels.push.isReady ? 'pushReady' : 'pushHint')}
              </p>
            </ChannelRow>
            <ChannelRow name="telegram" settings={settings.channels.telegram} onChange={change}>
              <TelegramAccount onChange={load} />
            </ChannelRow>
            <ChannelRow name="email" settings={settings.channels.email} onChange={change}>
              <EmailAddress onChange={load} />
            </ChannelRow>
          </div>
        )}
      </section>
      {settings && <QuietHours settings={settings} onChange={change} />}
    </div>
  );
}
