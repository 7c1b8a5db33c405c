import type { ComponentPropsWithRef } from 'react';
import styles from './Button.module.css';
import { classNames } from './classNames.ts';

type ButtonProps = ComponentPropsWithRef<'button'> & {
  /** 'primary' is for the one thing to do next. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly small?: boolean;
};

export function Button({ variant = 'secondary', small = false, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames(styles.button, styles[variant], small && styles.small, className)}
      {...rest}
    />
  );
}
