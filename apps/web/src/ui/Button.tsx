import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';

interface Props extends ComponentProps<'button'> {
  look?: 'filled' | 'tinted' | 'plain' | 'danger';
  isBusy?: boolean;
  isWide?: boolean;
}

export function Button({
  look = 'filled',
  isBusy = false,
  isWide = false,
  className,
  children,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles.button, isWide && styles.wide, className)}
      data-look={look}
      aria-busy={isBusy || undefined}
      disabled={rest.disabled || isBusy}
    >
      {isBusy && <span className={styles.spinner} aria-hidden="true" />}
      {children}
    </button>
  );
}
