import { type ReactNode, useState } from 'react';
import { classNames } from '../classNames.ts';
import styles from './Field.module.css';
import { Field } from './Field.tsx';
import { type NumberLimits, numberProblem } from './numberLimits.ts';

type NumberFieldProps = NumberLimits & {
  readonly label: string;
  /** NaN: nothing is entered. */
  readonly value: number;
  /**
   * Gets every entry, allowed or not, and NaN for what is no number: the owner of the value shows it again, and
   * lets nothing begin with it (`numberProblem`).
   */
  readonly onChange: (value: number) => void;
  readonly unit?: string;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly disabled?: boolean;
  readonly className?: string;
};

/** Says what is wrong with a value that is not allowed; the value stays until the user changes it. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min, max, step = 1, unit, hint, aside, disabled = false, className } = props;
  // While it is typed the text stays as it is: '0.10' is not cut to '0.1' on the way to '0.105'.
  const [typed, setTyped] = useState<string | null>(null);
  const entered = typed === null ? value : numberOf(typed);
  const change = (text: string) => {
    setTyped(text);
    onChange(numberOf(text));
  };
  return (
    <Field
      label={label}
      hint={hint}
      problem={disabled ? null : numberProblem(entered, { min, max, step })}
      aside={aside}
      className={className}
    >
      {(control) => (
        <div className={classNames('stack', styles.withUnit)}>
          <input
            {...control}
            className={styles.control}
            type="number"
            inputMode={step === 1 ? 'numeric' : 'decimal'}
            min={min}
            max={max}
            step={step}
            value={typed ?? textOf(value)}
            disabled={disabled}
            onChange={(event) => change(event.target.value)}
            onBlur={() => setTyped(null)}
          />
          {unit ? <span className="quiet dense">{unit}</span> : null}
        </div>
      )}
    </Field>
  );
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function textOf(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}
