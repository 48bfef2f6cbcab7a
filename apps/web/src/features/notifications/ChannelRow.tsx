import type { LadderSettings, LadderSettingsBody, TellingChannel } from '@bridges/sdk';
import { Mail, MonitorSmartphone, Send } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import styles from './Notifications.module.css';
import { useWords } from './words/use-words.ts';
import type { Words } from './words/use-words.ts';

const icons = { push: MonitorSmartphone, telegram: Send, email: Mail };
const delays = [0, 10, 30, 60, 120, 300, 600, 1800, 3600, 10_800];

interface Props {
  name: TellingChannel;
  settings: LadderSettings['channels'][TellingChannel];
  onChange: (body: LadderSettingsBody) => void;
  /** Where I am reached there. */
  children: ReactNode;
}

/** One step of the ladder: on or off, after how long, and a test. */
export function ChannelRow({ name, settings, onChange, children }: Props) {
  const words = useWords();
  const id = useId();
  const { isAvailable, isReady, isOn, delaySeconds } = settings;
  const Icon = icons[name];
  // One that was set elsewhere, by a program, is shown as it is.
  const choices = delays.includes(delaySeconds)
    ? delays
    : [...delays, delaySeconds].toSorted((one, other) => one - other);
  return (
    <div className={styles.channel}>
      <div className={styles.head}>
        <Icon size={22} strokeWidth={1.8} aria-hidden="true" />
        <label htmlFor={id} className={styles.name}>
          {words(name)}
        </label>
        <Switch
          id={id}
          checked={isAvailable && isOn}
          disabled={!isAvailable}
          onChange={(event) => onChange({ channels: { [name]: { isOn: event.target.checked } } })}
        />
      </div>
      <div className={styles.body}>
        {isAvailable ? children : <p className={styles.hint}>{words('notSetUp')}</p>}
        {isAvailable && isOn && isReady && (
          <div className={styles.acts}>
            <label className={styles.delay}>
              <span>{words('after')}</span>
              <Select
                value={delaySeconds}
                onChange={(event) =>
                  onChange({ channels: { [name]: { delaySeconds: Number(event.target.value) } } })
                }
              >
                {choices.map((seconds) => (
                  <option key={seconds} value={seconds}>
                    {span(seconds, words)}
                  </option>
                ))}
              </Select>
            </label>
            <TestButton name={name} />
          </div>
        )}
      </div>
    </div>
  );
}

function TestButton({ name }: { name: TellingChannel }) {
  const t = useT();
  const words = useWords();
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      const { outcome, note } = await client.rest.telling.test(name);
      if (outcome === 'delivered') toast(words('tested'));
      else toast(words(outcome === 'later' ? 'testLater' : 'testFailed', { note }));
    } catch (error) {
      toast(errorText(error, t));
    }
    setBusy(false);
  };
  return (
    <Button
      look="tinted"
      isBusy={isBusy}
      aria-label={words('testOf', { channel: words(name) })}
      onClick={() => void send()}
    >
      {words('test')}
    </Button>
  );
}

function span(seconds: number, words: Words): string {
  if (seconds === 0) return words('atOnce');
  if (seconds < 60 || seconds % 60 !== 0) return words('seconds', { count: seconds });
  if (seconds < 3600 || seconds % 3600 !== 0) return words('minutes', { count: seconds / 60 });
  return words('hours', { count: seconds / 3600 });
}
