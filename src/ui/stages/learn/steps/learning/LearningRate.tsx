import { useId } from 'react';
import { classNames } from '../../../../components/classNames.ts';
import styles from './learning.module.css';

type LearningRateProps = { readonly rate: number; readonly onChange: (rate: number) => void };

/** Powers of ten; the slider moves in thirds: 1, 2, 5. */
const RATES = [-5, -4, -3, -2, -1].flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
const LARGE = 1e-2;

/** How far a step goes, on a scale of powers of ten. */
export function LearningRate({ rate, onChange }: LearningRateProps) {
  const id = useId();
  return (
    <div className={classNames('stack', styles.rate)}>
      <label htmlFor={id} className="dense">
        Learning rate
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={RATES.length - 1}
        step={1}
        value={RATES.indexOf(rate)}
        aria-valuetext={String(rate)}
        onChange={(event) => onChange(RATES[event.target.valueAsNumber] ?? rate)}
      />
      <output className="strong">{rate < 1e-4 ? rate.toFixed(5) : rate}</output>
      <span className="quiet dense">{rate > LARGE ? 'large' : rate < 1e-4 ? 'small' : ''}</span>
    </div>
  );
}
