import { useId } from 'react';
import { Select } from '../../ui/Select.tsx';
import styles from './Lists.module.css';

interface SearchProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** What is looked for, while it is typed. */
export function SearchBox({ label, value, onChange }: SearchProps) {
  return (
    <input
      type="search"
      className={styles.search}
      placeholder={label}
      aria-label={label}
      value={value}
      maxLength={100}
      dir="auto"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  /** Values with their names; the empty one is what holds without a choice. */
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

/** One thing that a list is narrowed or ordered by. */
export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <span className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Select>
    </span>
  );
}
