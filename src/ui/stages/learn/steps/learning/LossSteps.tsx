import { useId } from 'react';
import type { TracedStep } from '../../../../../explain/trainingSteps.ts';
import { LineChart } from '../../../../charts/LineChart.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatLoss } from '../../../../components/text/format.ts';
import styles from './learning.module.css';

type LossStepsProps = {
  readonly steps: readonly TracedStep[];
  /** How many are asked for. */
  readonly count: number;
  /** The step whose numbers are shown, from 1. */
  readonly at: number;
  readonly onChoose: (step: number) => void;
};

/** The mean loss after each step, and which step the numbers are of. */
export function LossSteps({ steps, count, at, onChoose }: LossStepsProps) {
  const id = useId();
  const points = steps.map(({ step, pass }) => ({ x: step, y: pass.meanLoss }));
  const highest = Math.max(1, ...points.map(({ y }) => (Number.isFinite(y) ? y : 0)));
  const last = Math.max(1, steps.length - 1);
  return (
    <div className="stack gap-3">
      <LineChart
        title="Mean loss"
        x={{ label: 'Steps', domain: [0, Math.max(1, count)], format: String, whole: true }}
        y={{ label: 'Loss', domain: [0, 1.05 * highest], format: (loss) => String(Number(loss.toPrecision(3))) }}
        height={130}
        series={[{ name: 'the eight scans', look: 'training', points }]}
        mark={{ x: at, label: `step ${at}` }}
        readings={{
          ...{ count: steps.length, nearest: 'x' },
          at: (index) => {
            const { x = 0, y = 0 } = points[index] ?? {};
            return { x, ys: [y], text: `After ${x} ${x === 1 ? 'step' : 'steps'}: ${formatLoss(y)}` };
          },
        }}
        table={<LossTable steps={steps} />}
      />
      {last > 1 ? (
        <div className={classNames('stack', styles.rate)}>
          <label htmlFor={id} className="dense">
            Numbers of step
          </label>
          <input
            id={id}
            type="range"
            min={1}
            max={last}
            step={1}
            value={at}
            onChange={(event) => onChoose(event.target.valueAsNumber)}
          />
          <output className="strong">{at}</output>
        </div>
      ) : null}
    </div>
  );
}

function LossTable({ steps }: Pick<LossStepsProps, 'steps'>) {
  return (
    <Table caption="Mean loss after each step">
      <thead>
        <tr>
          <th scope="col" className={numberCell}>
            Steps
          </th>
          <th scope="col" className={numberCell}>
            Mean loss
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ step, pass }) => (
          <tr key={step}>
            <th scope="row" className={numberCell}>
              {step}
            </th>
            <td className={numberCell}>{formatLoss(pass.meanLoss)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
