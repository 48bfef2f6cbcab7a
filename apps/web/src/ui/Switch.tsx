import type { ComponentProps } from 'react';
import styles from './Switch.module.css';

/** On or off, at once. */
export function Switch(props: Omit<ComponentProps<'input'>, 'type' | 'role' | 'className'>) {
  return <input {...props} type="checkbox" role="switch" className={styles.switch} />;
}
