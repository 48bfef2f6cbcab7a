import { useId } from 'react';
import type { ComponentProps } from 'react';
import styles from './Field.module.css';
import { useStoredValue } from './use-stored-value.ts';

interface Props extends ComponentProps<'textarea'> {
  label: string;
}

/** A labelled field of several lines that grows with its text. */
export function TextArea({ label, ...rest }: Props) {
  const id = useId();
  useStoredValue(id, rest.defaultValue);
  return (
    <div className={styles.field}>
      <div className={styles.box}>
        <textarea dir="auto" {...rest} id={id} className={styles.area} placeholder=" " />
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
      </div>
    </div>
  );
}
