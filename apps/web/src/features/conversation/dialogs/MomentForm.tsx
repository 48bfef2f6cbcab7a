import { useState } from 'react';
import type { ReactNode } from 'react';
import { formatWhen } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { Button } from '../../../ui/Button.tsx';
import dialogStyles from '../../../ui/Dialog.module.css';
import { Field } from '../../../ui/Field.tsx';
import styles from './Dialogs.module.css';
import { localMinute, usualMoments } from './local-time.ts';

interface Props {
  act: string;
  start?: Date;
  children?: ReactNode;
  onChoose: (at: Date) => Promise<void>;
  onClose: () => void;
}

/** Chooses a moment to come: one of the usual, or any. */
export function MomentForm({ act, start, children, onChoose, onClose }: Props) {
  const t = useT();
  const language = useLanguage();
  const [now] = useState(() => new Date());
  const [value, setValue] = useState(() => localMinute(start ?? new Date(now.getTime() + 3_600_000)));
  const [isBusy, setBusy] = useState(false);
  const choose = async (at: Date) => {
    setBusy(true);
    await onChoose(at).finally(() => setBusy(false));
  };
  const at = new Date(value);
  const isPast = !(at.getTime() > Date.now());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPast) void choose(at);
      }}
    >
      {children}
      <div className={styles.chips}>
        {usualMoments(now).map((moment) => (
          <button
            key={moment.name}
            type="button"
            title={formatWhen(moment.at, now, language, t)}
            onClick={() => setValue(localMinute(moment.at))}
          >
            {t(`message.when_${moment.name}`)}
          </button>
        ))}
      </div>
      <Field
        type="datetime-local"
        label={t('message.moment')}
        value={value}
        min={localMinute(now)}
        // The browser writes the field in its own language.
        hint={isPast ? undefined : formatWhen(at, now, language, t)}
        error={isPast ? t('message.momentPast') : undefined}
        onChange={(event) => setValue(event.target.value)}
      />
      <div className={dialogStyles.actions}>
        <Button look="plain" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button type="submit" isBusy={isBusy} disabled={isPast}>
          {act}
        </Button>
      </div>
    </form>
  );
}
