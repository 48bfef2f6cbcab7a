import { useEffect, useId, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { setSound, useSound } from '../inbox/sound.ts';
import { turnOff, turnOn, useStanding } from '../inbox/wish.ts';
import settingsStyles from '../settings/SettingsPage.module.css';
import rowStyles from '../../ui/FormRows.module.css';
import { Switch } from '../../ui/Switch.tsx';
import styles from './Notifications.module.css';
import { pushStanding, subscribeToPush, unsubscribeFromPush } from './push-subscription.ts';
import type { PushStanding } from './push-subscription.ts';
import { useWords } from './words/use-words.ts';

/** What this device tells of; the browser asks for its permission only after the button. */
export function ThisDevice({ onChange }: { onChange: () => void }) {
  const words = useWords();
  const id = useId();
  const { standing } = useStanding();
  const { isOn: hasSound } = useSound();
  const [push, setPush] = useState<PushStanding | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    pushStanding().then(setPush, () => setPush('missing'));
  }, []);
  const begin = async () => {
    setBusy(true);
    await turnOn();
    if (useStanding.getState().standing === 'on')
      setPush(await subscribeToPush().catch((): PushStanding => 'missing'));
    setBusy(false);
    onChange();
  };
  const end = async () => {
    turnOff();
    await unsubscribeFromPush().catch(() => undefined);
    setPush('off');
    onChange();
  };
  return (
    <section className={settingsStyles.section} aria-labelledby="this-device">
      <h2 id="this-device" className={settingsStyles.heading}>
        {words('device')}
      </h2>
      <p className={styles.lead}>{words('deviceHint')}</p>
      <div className={rowStyles.rows}>
        <div className={styles.channel}>
          {standing === 'on' && <p role="status">{words(push === 'missing' ? 'isOnOpenOnly' : 'isOn')}</p>}
          {standing === 'denied' && <p role="status">{words('isDenied')}</p>}
          {standing === 'missing' && <p role="status">{words('isMissing')}</p>}
          {standing === 'off' && (
            <Button isBusy={isBusy} onClick={() => void begin()}>
              {words('turnOn')}
            </Button>
          )}
          {standing === 'on' && (
            <div className={styles.acts}>
              <Button look="tinted" onClick={() => void end()}>
                {words('turnOff')}
              </Button>
            </div>
          )}
        </div>
        <div className={styles.channel}>
          <div className={styles.head}>
            <label htmlFor={id} className={styles.name}>
              {words('sound')}
              <small className={styles.hint}>{words('soundHint')}</small>
            </label>
            <Switch id={id} checked={hasSound} onChange={(event) => setSound(event.target.checked)} />
          </div>
        </div>
      </div>
    </section>
  );
}
