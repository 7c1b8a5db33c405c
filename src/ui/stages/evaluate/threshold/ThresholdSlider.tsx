import { type KeyboardEvent, type ReactNode, useId } from 'react';
import type { ModelCard } from '../../../../model/card/card.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { formatProbability } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import styles from './ThresholdSlider.module.css';
import { AFTER_TEST } from './thresholdWords.ts';

type ThresholdSliderProps = {
  readonly threshold: number;
  /** The one that the rule gives on the validation set. */
  readonly byRule: number;
  /** Whether the model carries all of what is set. */
  readonly kept: boolean;
  /** Whether the test set was opened. */
  readonly opened: boolean;
  /** Of the threshold that the model carries. */
  readonly thresholdFrom: ModelCard['thresholdFrom'];
  readonly positiveClass: string;
  readonly onChange: (threshold: number) => void;
  readonly onReset: () => void;
  readonly onKeep: () => void;
  /** Why it could not be saved. */
  readonly failure: ReactNode;
};

/** From which probability a scan is called positive. Moves every metric; saved only when asked. */
export function ThresholdSlider(props: ThresholdSliderProps) {
  const { threshold, byRule, onChange } = props;
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
        <DisabledButton small resting={threshold === byRule} onClick={props.onReset}>
          Reset to {formatProbability(byRule, 3)}
        </DisabledButton>
        <DisabledButton small resting={props.kept} onClick={props.onKeep}>
          Keep for this model
        </DisabledButton>
        {props.failure}
      </div>
      <StatusLine className="dense" tone={isOptimistic(props) ? 'caution' : 'quiet'}>
        {`Scans at or above it are called ${props.positiveClass}. ${originWords(props)}`}
      </StatusLine>
    </div>
  );
}

function originWords(props: ThresholdSliderProps): string {
  const { threshold, byRule, opened, kept, thresholdFrom } = props;
  if (kept)
    return thresholdFrom === 'hand' ? `This model's threshold was ${AFTER_TEST}.` : 'Chosen on the validation set.';
  if (!opened) return threshold === byRule ? 'Chosen on the validation set.' : 'Moved by hand, on the validation set.';
  return 'The test set was seen: results at what is changed now are optimistic.';
}

function isOptimistic({ opened, kept, thresholdFrom }: ThresholdSliderProps): boolean {
  return kept ? thresholdFrom === 'hand' : opened;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
};
