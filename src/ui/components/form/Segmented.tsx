import { type ReactNode, useId } from 'react';
import { classNames } from '../classNames.ts';
import styles from './Segmented.module.css';

type SegmentedProps<Value extends string> = {
  /** Name of the group; shown only to screen readers. */
  readonly label: string;
  /** Null: none yet. */
  readonly value: Value | null;
  readonly options: readonly {
    readonly value: Value;
    readonly label: ReactNode;
    readonly name?: string;
  }[];
  readonly onChange: (value: Value) => void;
  readonly className?: string | undefined;
};

/** One of a few, all in sight: a radio group. */
export function Segmented<Value extends string>({ label, value, options, onChange, className }: SegmentedProps<Value>) {
  const group = useId();
  return (
    <fieldset className={classNames('row framed', styles.segmented, className)}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={classNames('inline dense quiet', styles.option)} title={option.name}>
          <input
            className="visually-hidden"
            type="radio"
            name={group}
            checked={option.value === value}
            aria-label={option.name}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
