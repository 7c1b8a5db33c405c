import { type ReactNode, useState } from 'react';
import styles from './Field.module.css';
import { Field } from './Field.tsx';

type NumberFieldProps = {
  readonly label: string;
  readonly value: number;
  /** Called only with numbers that are allowed. */
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  /** 'any' for free decimals. Default 1: whole numbers. */
  readonly step?: number | 'any';
  readonly unit?: string;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly disabled?: boolean;
  readonly className?: string;
};

/** Keeps what is typed, hands on what is valid, and says what is wrong with the rest. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min, max, step = 1, unit, hint, aside, disabled, className } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? String(value);
  const problem = typed === null ? null : numberProblem(typed, min, max, step);
  const change = (next: string) => {
    setTyped(next);
    if (numberProblem(next, min, max, step) === null) onChange(Number(next));
  };
  return (
    <Field label={label} hint={hint} problem={problem} aside={aside} className={className}>
      {(control) => (
        <div className={styles.withUnit}>
          <input
            {...control}
            className={styles.control}
            type="number"
            inputMode={step === 1 ? 'numeric' : 'decimal'}
            min={min}
            max={max}
            step={step}
            value={text}
            disabled={disabled}
            onChange={(event) => change(event.target.value)}
            onBlur={() => setTyped(null)}
          />
          {unit ? <span className={styles.unit}>{unit}</span> : null}
        </div>
      )}
    </Field>
  );
}

/** A sentence, or null where the text is a number that is allowed. */
function numberProblem(text: string, min: number, max: number, step: number | 'any'): string | null {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return `Enter a number from ${min} to ${max}.`;
  if (value < min || value > max) return `Enter a number from ${min} to ${max}.`;
  if (step === 1 && !Number.isInteger(value)) return 'Enter a whole number.';
  return null;
}
