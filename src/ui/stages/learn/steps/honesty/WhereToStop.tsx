import { useId, useState } from 'react';
import type { ModelCard } from '../../../../../model/card/card.ts';
import type { TrainingHistory } from '../../../../../training/history.ts';
import { TrainingCurves } from '../../../../charts/TrainingCurves.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { halfThresholdWords } from '../thresholdWords.ts';
import styles from './honesty.module.css';
import { oddCurveWords, stoppingWords } from './stoppingWords.ts';

type WhereToStopProps = { readonly card: ModelCard; readonly history: TrainingHistory };

/** The curves of a run, and what it would have been to stop at another epoch. */
export function WhereToStop({ card, history: { epochs, batchLosses } }: WhereToStopProps) {
  const id = useId();
  const [stop, setStop] = useState(1);
  const perEpoch = Math.ceil(card.split.scans.training / card.hyperparameters.batchSize);
  return (
    <>
      <TrainingCurves
        epochs={epochs}
        batchLosses={{ length: batchLosses.length, at: (index) => batchLosses[index] ?? Number.NaN }}
        batchesPerEpoch={perEpoch}
        lastEpoch={epochs.length}
        bestEpoch={card.bestEpoch}
      />
      <div className={classNames('framed stack', styles.stop)}>
        <label htmlFor={id}>Stop after epoch</label>
        <input
          id={id}
          type="range"
          min={1}
          max={epochs.length}
          step={1}
          value={stop}
          onChange={(event) => setStop(event.target.valueAsNumber)}
        />
        <output className="strong">{stop}</output>
        <p role="status">{stoppingWords(epochs, stop)}</p>
      </div>
      <p className="quiet">
        {oddCurveWords(epochs, card)} {halfThresholdWords(card)}
      </p>
    </>
  );
}
