import { useMemo, useState } from 'react';
import type { ChosenWeight } from '../../../../../explain/trainingSteps.ts';
import type { TrainingStepsRequest } from '../../../../../worker/jobs/explain/explainProtocol.ts';
import { Button } from '../../../../components/Button.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { Progress } from '../../../../components/Progress.tsx';
import { QueryState } from '../../../../components/QueryState.tsx';
import { formatLoss } from '../../../../components/text/format.ts';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import type { StepProps } from '../../step.ts';
import { eightScans } from './eightScans.ts';
import { LearningRate } from './LearningRate.tsx';
import { LossSteps } from './LossSteps.tsx';
import styles from './learning.module.css';
import { lossWords } from './lossWords.ts';
import { ScanLosses } from './ScanLosses.tsx';
import { useSteps } from './useSteps.ts';
import { WeightStep } from './WeightStep.tsx';

const STEP_COUNTS = [1, 10, 100] as const;
const USUAL_RATE = 1e-3;
const USUAL_SEED = 1;

/** Training by hand: eight scans, one weight, one step after another. */
export function LearningView({ subject: { network } }: StepProps) {
  const dataSet = useWorkspace((state) => state.dataSet);
  const [draw, setDraw] = useState(1);
  // A new object for each press: the same number of steps can be done again.
  const [asked, setAsked] = useState<Pick<TrainingStepsRequest, 'steps'>>({ steps: 1 });
  const count = asked.steps;
  const [rate, setRate] = useState(USUAL_RATE);
  const [weight, setWeight] = useState<ChosenWeight | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const scans = useMemo(() => (dataSet ? eightScans(dataSet, draw) : []), [dataSet, draw]);
  const { preprocessing, model } = network;
  const seed = model?.card.hyperparameters.seed ?? USUAL_SEED;
  const classCount = dataSet?.classes.length ?? 0;
  const request = useMemo(
    () => ({
      of: { network: network.network, preprocessing, classCount, seed },
      sha256s: scans.map(({ sha256 }) => sha256),
      ...{ ...asked, learningRate: rate, weight },
    }),
    [network.network, preprocessing, classCount, seed, scans, rate, asked, weight],
  );
  const { steps, weights, failure, done, stop } = useSteps(classCount > 1 ? request : null);
  if (!dataSet || classCount < 2) return <p>Learning needs labelled scans of two classes. Import them under Data.</p>;
  const last = Math.max(1, steps.length - 1);
  const at = Math.min(chosen ?? last, last);
  const [first, before, after] = [steps[0], steps[at - 1], steps[at]];
  return (
    <>
      <div className={classNames('row', styles.controls)}>
        <fieldset className="row">
          <legend className="visually-hidden">Steps of training</legend>
          {STEP_COUNTS.map((each) => (
            <Button
              key={each}
              variant={each === count ? 'primary' : 'secondary'}
              aria-pressed={each === count}
              onClick={() => {
                setAsked({ steps: each });
                setChosen(null);
              }}
            >
              {each === 1 ? '1 step' : `${each} steps`}
            </Button>
          ))}
        </fieldset>
        <LearningRate rate={rate} onChange={setRate} />
        <Button variant="quiet" onClick={() => setDraw(draw + 1)}>
          Other scans
        </Button>
      </div>
      {done !== null && count > 1 ? (
        <Progress
          label={`Step ${done} of ${count}`}
          value={done / count}
          action={
            done > 0 ? (
              <Button small onClick={stop}>
                Stop
              </Button>
            ) : null
          }
        />
      ) : null}
      {first && before && after ? (
        <>
          <p>
            {done === null && last < count ? `Stopped after ${last} of ${count} steps. ` : ''}
            {lossWords(steps, at)}
          </p>
          <div className={classNames('fields gap-5', styles.parts)}>
            <ScanLosses dataSet={dataSet} scans={scans} before={first.pass} after={after.pass} steps={at} />
            <div className="stack gap-3">
              {count > 1 ? <LossSteps {...{ steps, count, at }} onChoose={setChosen} /> : null}
              {before.update ? (
                <WeightStep
                  update={before.update}
                  previous={steps[at - 2]?.update ?? null}
                  {...{ rate, weights }}
                  step={at}
                  onChoose={setWeight}
                />
              ) : null}
            </div>
          </div>
        </>
      ) : (
        <QueryState failure={failure}>Running the network</QueryState>
      )}
      <StatusLine className="visually-hidden">
        {after && steps.length > count
          ? `After ${count} ${count === 1 ? 'step' : 'steps'} the mean loss is ${formatLoss(steps.at(-1)?.pass.meanLoss ?? Number.NaN)}.`
          : null}
      </StatusLine>
    </>
  );
}
