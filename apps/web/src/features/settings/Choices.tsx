import { useId } from 'react';
import rowStyles from '../../ui/FormRows.module.css';
import styles from './SettingsPage.module.css';

interface Props<Value extends string> {
  title: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; label: string; lang?: string }>;
  onChoose: (value: Value) => void;
}

/** One of a few, under a title. */
export function Choices<Value extends string>({ title, value, options, onChoose }: Props<Value>) {
  const id = useId();
  return (
    <section className={styles.section} role="radiogroup" aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      <div className={rowStyles.rows}>
        {options.map((one) => (
          <label key={one.value} className={styles.choice} lang={one.lang}>
            <input
              type="radio"
              name={id}
              checked={one.value === value}
              onChange={() => onChoose(one.value)}
            />
            {one.label}
          </label>
        ))}
      </div>
    </section>
  );
}
