import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './IconButton.module.css';

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  label: string;
}

/** A round button with an icon; the label is its name and its tooltip. */
export function IconButton({ icon: Icon, label, className, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      data-small=""
      {...rest}
      className={classNames(styles.button, className)}
    >
      <Icon size={22} strokeWidth={1.9} aria-hidden="true" />
    </button>
  );
}
