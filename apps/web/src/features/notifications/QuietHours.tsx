import type { LadderSettings, LadderSettingsBody } from '@bridges/sdk';
import { useId } from 'react';
import settingsStyles from '../settings/SettingsPage.module.css';
import rowStyles from '../../ui/FormRows.module.css';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import styles from './Notifications.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  settings: LadderSettings;
  onChange: (body: LadderSettingsBody) => void;
}

const usualNight = { from: '22:00', to: '07:00' };
const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** When nothing is told, by the clock of where I am. */
export function QuietHours({ settings, onChange }: Props) {
  const words = useWords();
  const id = useId();
  const { quietHours, timeZone } = settings;
  const zones = [...new Set([timeZone, here(), ...Intl.supportedValuesOf('timeZone')])];
  const set = (change: Partial<typeof usualNight>) =>
    quietHours && onChange({ quietHours: { ...quietHours, ...change } });
  return (
    <section className={settingsStyles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={settingsStyles.heading}>
        {words('quiet')}
      </h2>
      <div className={rowStyles.rows}>
        <div className={styles.channel}>
          <div className={styles.head}>
            <label htmlFor={id} className={styles.name}>
              {words('quietLabel')}
              <small className={styles.hint}>{words('quietHint')}</small>
            </label>
            <Switch
              id={id}
              checked={quietHours !== null}
              onChange={(event) =>
                onChange(
                  event.target.checked ? { quietHours: usualNight, timeZone: here() } : { quietHours: null },
                )
              }
            />
          </div>
          {quietHours && (
            <div className={styles.hours}>
              {(['from', 'to'] as const).map((end) => (
                <label key={end} className={styles.delay}>
                  <span>{words(end === 'from' ? 'quietFrom' : 'quietTo')}</span>
                  <input
                    type="time"
                    className={styles.time}
                    value={quietHours[end]}
                    required
                    onChange={(event) => event.target.value && set({ [end]: event.target.value.slice(0, 5) })}
                  />
                </label>
              ))}
              <label className={styles.delay}>
                <span>{words('zone')}</span>
                <Select value={timeZone} onChange={(event) => onChange({ timeZone: event.target.value })}>
                  {zones.map((zone) => (
                    <option key={zone} value={zone}>
                      {zone.replaceAll('_', ' ')}
                    </option>
                  ))}
                </Select>
              </label>
            </div>
          )}
        </div>
      </div>
    </section>
  );
}
