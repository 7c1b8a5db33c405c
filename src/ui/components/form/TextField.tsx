import type { ReactNode } from 'react';
import styles from './Field.module.css';
import { Field } from './Field.tsx';

type TextFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly problem?: string | null | undefined;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
};

export function TextField({ label, value, onChange, hint, problem, disabled, autoFocus }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) => (
        <input
          {...control}
          className={styles.control}
          type="text"
          autoComplete="off"
          spellCheck={false}
          value={value}
          disabled={disabled}
          data-autofocus={autoFocus ? '' : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
