import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import type { ComponentProps } from 'react';
import { useT } from '../i18n/language.ts';
import styles from './Field.module.css';
import { useStoredValue } from './use-stored-value.ts';

interface Props extends ComponentProps<'input'> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

/** A labelled input; its error replaces its hint and is read out with it. */
export function Field({ label, hint, error, type = 'text', ...rest }: Props) {
  const id = useId();
  useStoredValue(id, rest.defaultValue);
  const t = useT();
  const [isShown, setShown] = useState(false);
  const isPassword = type === 'password';
  const note = error ?? hint;
  return (
    <div className={styles.field} data-invalid={error ? '' : undefined}>
      <div className={styles.box}>
        <input
          dir="auto"
          {...rest}
          id={id}
          type={isPassword && isShown ? 'text' : type}
          className={styles.input}
          placeholder=" "
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
        />
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {isPassword && (
          <button
            type="button"
            className={styles.reveal}
            data-small=""
            aria-label={t(isShown ? 'act.hidePassword' : 'act.showPassword')}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? <EyeOff size={20} aria-hidden="true" /> : <Eye size={20} aria-hidden="true" />}
          </button>
        )}
      </div>
      {note && (
        <p id={`${id}-note`} className={styles.note} role={error ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}
