import type { Audience } from '@bridges/sdk';
import { useEffect, useId, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { Select } from '../../ui/Select.tsx';
import styles from './Privacy.module.css';

const audiences = ['everyone', 'contacts', 'nobody'] as const;

interface Props {
  label: string;
  hint: string;
  /** As the server has it. */
  value: Audience;
  onChoose: (audience: Audience) => void;
}

/** Everyone, contacts or nobody; shown as chosen at once. */
export function AudienceSelect({ label, hint, value, onChoose }: Props) {
  const t = useT();
  const id = useId();
  const [chosen, setChosen] = useState(value);
  useEffect(() => setChosen(value), [value]);
  return (
    <div className={styles.choice}>
      <div className={styles.words}>
        <label htmlFor={id}>{label}</label>
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      </div>
      <span className={styles.box}>
        <Select
          id={id}
          aria-describedby={`${id}-hint`}
          value={chosen}
          onChange={(event) => {
            const next = audiences.find((audience) => audience === event.target.value);
            if (!next) return;
            setChosen(next);
            onChoose(next);
          }}
        >
          {audiences.map((audience) => (
            <option key={audience} value={audience}>
              {t(`privacy.${audience}`)}
            </option>
          ))}
        </Select>
      </span>
    </div>
  );
}
