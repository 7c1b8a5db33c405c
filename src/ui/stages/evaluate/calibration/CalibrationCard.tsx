import { useMemo, useState } from 'react';
import { calibrationBins } from '../../../../evaluation/calibration/calibration.ts';
import { fitTemperature } from '../../../../evaluation/calibration/fitTemperature.ts';
import { rescaledPredictions } from '../../../../evaluation/calibration/temperature.ts';
import type { Predictions } from '../../../../evaluation/predictions.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { CalibrationChart } from '../../../charts/curves/CalibrationChart.tsx';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { Select } from '../../../components/form/Select.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { setCalibrated } from '../../../workspace/jobs.ts';
import { ByNeed } from '../ByNeed.tsx';
import styles from '../EvaluateStage.module.css';
import type { Evaluated } from '../evaluated.ts';
import { calibrationWords } from './calibrationWords.ts';

type CalibrationCardProps = {
  readonly model: ModelSummary;
  readonly validation: Predictions;
  readonly evaluated: Evaluated;
};

/** Whether a probability means what it says, and one number that mends it: by need. */
export function CalibrationCard(props: CalibrationCardProps) {
  return (
    <ByNeed button="Calibration" hint="Whether 0.8 means eight of ten, and how to mend it">
      <Calibration {...props} />
    </ByNeed>
  );
}

function Calibration({ model, validation, evaluated }: CalibrationCardProps) {
  const { classes, temperature } = model.card;
  const [classIndex, setClassIndex] = useState(1);
  const bins = useMemo(() => calibrationBins(evaluated.predictions, classIndex), [evaluated, classIndex]);
  // Predictions come as the model says them now: without its temperature they are as the network does.
  const fitted = useMemo(
    () => fitTemperature(rescaledPredictions(validation, temperature === undefined ? undefined : 1 / temperature)),
    [validation, temperature],
  );
  const { attempt, failure } = useAttempt();
  const set = (calibrated: boolean) => void attempt(() => setCalibrated(model, calibrated));
  return (
    <Card title="Calibration">
      {classes.length === 2 ? null : (
        <Select
          className={styles.choice ?? ''}
          label="Class against the rest"
          value={String(classIndex)}
          options={classes.map((name, place) => ({ value: String(place), label: name }))}
          onChange={(chosen) => setClassIndex(Number(chosen))}
        />
      )}
      <div className={classNames('stack gap-4', styles.pair)}>
        <CalibrationChart bins={bins} className={classes[classIndex] ?? ''} />
        <div className="stack gap-3">
          <p>{calibrationWords(temperature ?? null, fitted)}</p>
          <p className="quiet">
            No verdict changes: the threshold moves along. The probabilities change here, in Classify, in tables and in
            downloads.
          </p>
          <div className="row">
            {temperature === undefined ? (
              <Button disabled={fitted === null} onClick={() => set(true)}>
                Calibrate the probabilities
              </Button>
            ) : (
              <Button onClick={() => set(false)}>Undo calibration</Button>
            )}
            {failure}
          </div>
          <p className="quiet dense">
            Dots: scans by tenths of the probability, with 95 % intervals that count duplicates and scans of one patient
            once. ECE, slope and intercept are under More figures.
          </p>
        </div>
      </div>
    </Card>
  );
}
