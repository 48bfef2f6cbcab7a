import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './Select.module.css';

interface Props extends Omit<ComponentProps<'select'>, 'className'> {
  look?: 'boxed' | 'inRow';
}

/** One of several, in the system's own list. */
export function Select({ look = 'boxed', ...rest }: Props) {
  return (
    <span className={styles.box} data-look={look}>
      <select {...rest} className={styles.select} />
      <ChevronDown size={18} aria-hidden="true" />
    </span>
  );
}
