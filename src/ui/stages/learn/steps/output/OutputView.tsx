import { useMemo, useState } from 'react';
import type { ScanActivations } from '../../../../../worker/jobs/explain/explainProtocol.ts';
import { Button } from '../../../../components/Button.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import { classColour } from '../../../../components/image/classColours.ts';
import { QueryState } from '../../../../components/QueryState.tsx';
import { effectOf, kindName, shapeWords } from '../../activations/operationWords.ts';
import { useActivations, useOperations } from '../../activations/useActivations.ts';
import type { StepProps } from '../../step.ts';
import { followedClass } from '../../subject/usualScan.ts';
import { ClassifyComparison } from './ClassifyComparison.tsx';
import { ContributionTable } from './ContributionTable.tsx';
import { lastSum } from './contributions.ts';
import { LogitToAnswer } from './LogitToAnswer.tsx';
import styles from './output.module.css';

/** Inputs of the last layer with a row of their own. */
const SHOWN = 10;

/** From the last list of numbers to the answer. */
export function OutputView({ subject }: StepProps) {
  const { operations, failure } = useOperations(subject);
  if (!operations) return <QueryState failure={failure}>Running the network</QueryState>;
  return (
    <LastLayer key={`${subject.network.key} ${subject.scan.key}`} subject={subject} last={operations.length - 1} />
  );
}

type LastLayerProps = StepProps & { /** The place of the sigmoid or softmax. */ readonly last: number };

function LastLayer({ subject, last }: LastLayerProps) {
  const { classes, model } = subject.network;
  const [inputsAt, denseAt] = [last - 2, last - 1];
  const [off, setOff] = useState<readonly number[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const whole = useActivations(subject, { values: [inputsAt], weights: [denseAt], asClassified: model !== null });
  const changed = useActivations(
    subject,
    off.length > 0 ? { changes: [{ what: 'off', at: inputsAt, channels: off }] } : null,
  );
  const { found } = whole;
  const [kernel, bias] = found?.weights[denseAt] ?? [];
  const inputs = found?.values[inputsAt];
  const classIndex = chosen ?? followedClass(found?.probabilities ?? null);
  const unit = classes.length === 2 ? 0 : classIndex;
  const sum = useMemo(
    () => (inputs && kernel ? lastSum(inputs, kernel, unit, SHOWN, off) : null),
    [inputs, kernel, unit, off],
  );
  if (!found || !sum) return <QueryState failure={whole.failure}>Running the network</QueryState>;
  const shown = off.length > 0 ? (changed.found ?? found) : found;
  return (
    <>
      <WayToTheList found={found} />
      {classes.length > 2 ? (
        <Segmented
          label="Class"
          value={String(classIndex)}
          options={classes.map((name, index) => ({ value: String(index), label: name }))}
          onChange={(value) => setChosen(Number(value))}
        />
      ) : null}
      <div className={classNames('column', styles.columns)}>
        <LogitToAnswer
          subject={subject}
          shown={shown}
          whole={found}
          classIndex={classIndex}
          isChanged={off.length > 0}
        />
        <div className={classNames('stack gap-3', styles.inputs)}>
          <ContributionTable
            sum={sum}
            bias={bias?.values[unit] ?? 0}
            logit={shown.logits?.[unit] ?? Number.NaN}
            operations={found.operations}
            off={off}
            className={classes[classIndex] ?? ''}
            colour={classes.length > 2 ? classColour(classIndex) : undefined}
            onSwitch={(neuron, isOn) =>
              setOff((before) => (isOn ? before.filter((each) => each !== neuron) : [...before, neuron]))
            }
          />
          {off.length > 0 ? (
            <Button small className="self-start" onClick={() => setOff([])}>
              Switch all on
            </Button>
          ) : null}
        </div>
      </div>
      {model ? <ClassifyComparison subject={subject} found={found} classIndex={classIndex} model={model} /> : null}
    </>
  );
}

/** The last maps, and what becomes of them: 'Max pooling 14 x 14 x 64 -> Flatten 12,544 -> ...'. */
function WayToTheList({ found: { operations } }: { readonly found: ScanActivations }) {
  const firstList = operations.findIndex(({ shape }) => shape.length === 1);
  const way = operations.slice(Math.max(0, firstList - 1)).filter(({ kind }) => effectOf(kind) !== 'none');
  return (
    <ol className={styles.way} aria-label="From the last maps to the answer">
      {way.map(({ layer, kind, shape }) => (
        <li key={`${layer} ${kind}`}>
          <span className="strong">{kindName(kind)}</span>
          <span className="quiet dense">{shapeWords(shape)}</span>
        </li>
      ))}
    </ol>
  );
}
