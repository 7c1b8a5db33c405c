import type { DataSetView, ScanView } from '../../../../../dataset/edits/dataSetView.ts';
import type { ForwardPass } from '../../../../../explain/trainingSteps.ts';
import { classNames } from '../../../../components/classNames.ts';
import { ClassMark } from '../../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../../components/image/classColours.ts';
import { ScanCanvas } from '../../../../components/image/ScanCanvas.tsx';
import { closeRows, numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatLoss } from '../../../../components/text/format.ts';
import { useThumbnail } from '../../../../workspace/thumbnails.ts';
import { formatAnswer } from '../../maps/formatValue.ts';
import styles from './learning.module.css';

type ScanLossesProps = {
  readonly dataSet: DataSetView;
  readonly scans: readonly ScanView[];
  readonly before: ForwardPass;
  readonly after: ForwardPass;
  /** Steps in between. */
  readonly steps: number;
};

/** Each scan: what the network says of its class, and the loss, before training and after some steps. */
export function ScanLosses({ dataSet, scans, before, after, steps }: ScanLossesProps) {
  const letters = classLetters(dataSet.classes);
  const most = Math.max(...before.losses, ...after.losses, 1);
  return (
    <div className="panel stack">
      <Table
        caption={`Before training and after ${steps} ${steps === 1 ? 'step' : 'steps'}: probability of the own class, and loss`}
        captionShown
        className={classNames(closeRows, styles.scans)}
      >
        <thead>
          <tr>
            <th scope="col">Scan</th>
            <th scope="col" className={numberCell}>
              Probability
            </th>
            <th scope="col" className={numberCell}>
              Loss
            </th>
          </tr>
        </thead>
        <tbody>
          {scans.map(({ sha256, className }, index) => {
            const label = dataSet.classes.indexOf(className);
            const probability = ({ probabilities }: ForwardPass) => probabilities[index]?.[label] ?? Number.NaN;
            return (
              <tr key={sha256}>
                <th scope="row">
                  <span className="line">
                    <Thumb sha256={sha256} />
                    <ClassMark index={label} letter={letters[label] ?? ''} />
                    <span className="visually-hidden">
                      {index + 1}, {className}
                    </span>
                  </span>
                </th>
                <td className={numberCell}>
                  {formatAnswer(probability(before))} → {formatAnswer(probability(after))}
                </td>
                <Losses before={before.losses[index] ?? 0} after={after.losses[index] ?? 0} most={most} />
              </tr>
            );
          })}
          <tr className="strong">
            <th scope="row">Mean</th>
            <td />
            <Losses before={before.meanLoss} after={after.meanLoss} most={most} />
          </tr>
        </tbody>
      </Table>
      <ul className="row quiet dense" aria-label="Classes">
        {dataSet.classes.map((name, index) => (
          <li key={name} className="line">
            <ClassMark index={index} letter={letters[index] ?? ''} /> {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Thumb({ sha256 }: { readonly sha256: string }) {
  return <ScanCanvas thumbnail={useThumbnail(sha256)} label={null} className={styles.thumb} />;
}

type LossesProps = { readonly before: number; readonly after: number; readonly most: number };

/** The loss before and after a step, also as two bars: the one before is pale. */
function Losses({ before, after, most }: LossesProps) {
  const width = (loss: number) => ({ width: `${100 * Math.min(1, Math.max(0, loss / most))}%` });
  return (
    <td className={numberCell}>
      {formatLoss(before)} → {formatLoss(after)}
      <span className={classNames('stack', styles.bars)} aria-hidden="true">
        <span className={classNames(styles.bar, styles.before)} style={width(before)} />
        <span className={styles.bar} style={width(after)} />
      </span>
    </td>
  );
}
