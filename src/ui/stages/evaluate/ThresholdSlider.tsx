import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { DisabledButton } from '../../components/DisabledButton.tsx';
import { formatProbability } from '../../components/text/format.ts';
import { StatusLine } from '../../components/text/StatusLine.tsx';
import styles from './ThresholdSlider.module.css';
import { SET_BY_HAND } from './thresholdWords.ts';

type ThresholdSliderProps = {
  readonly threshold: number;
  /** The one that the model carries. */
  readonly saved: number;
  /** The one that validation chose. */
  readonly chosen: number;
  readonly positiveClass: string;
  readonly onChange: (threshold: number) => void;
  readonly onSave: () => void;
  /** Why it could not be saved. */
  readonly failure: ReactNode;
};

/** From which probability a scan is called positive. Moves every metric; saved only when asked. */
export function ThresholdSlider(props: ThresholdSliderProps) {
  const { threshold, saved, chosen, onChange } = props;
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onChange(Math.min(1, Math.max(0, Math.round((threshold + step) * 100) / 100)));
  };
  return (
    <div className="stack">
      <div className="row spread strong">
        <label htmlFor={id}>Threshold</label>
        <output className={styles.value} htmlFor={id}>
          {formatProbability(threshold, 3)}
        </output>
      </div>
      <input
        id={id}
        className={styles.slider}
        type="range"
        min={0}
        max={1}
        step={0.001}
        value={threshold}
        aria-valuetext={formatProbability(threshold, 3)}
        onKeyDown={onKeyDown}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <div className="row">
        <DisabledButton small resting={threshold === chosen} onClick={() => onChange(chosen)}>
          Reset to {formatProbability(chosen, 3)}
        </DisabledButton>
        <DisabledButton small resting={threshold === saved} onClick={props.onSave}>
          Keep for this model
        </DisabledButton>
        {props.failure}
      </div>
      <StatusLine className="dense" tone={threshold === chosen ? 'quiet' : 'caution'}>
        {`Scans at or above it are called ${props.positiveClass}. ${originWords(props)}`}
      </StatusLine>
    </div>
  );
}

function originWords({ threshold, saved, chosen }: ThresholdSliderProps): string {
  if (threshold === chosen) return 'Chosen on the validation set.';
  if (threshold === saved) return `This model's threshold was ${SET_BY_HAND}.`;
  return 'Moved by hand: results at a threshold picked on the test set are optimistic.';
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
};
