import { line } from 'd3-shape';
import { sigmoid } from '../../../../../statistics/logit.ts';
import curves from '../../../../charts/curves/curves.module.css';
import { Plot } from '../../../../charts/plot/Plot.tsx';
import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatAnswer, formatTick, formatValue } from '../../maps/formatValue.ts';
import styles from './output.module.css';

type SigmoidCurveProps = {
  readonly logit: number;
  /** With every input on, where some are off; else null. */
  readonly before: number | null;
  readonly threshold: number | null;
  /** What a high probability means. */
  readonly className: string;
};

const POINTS = 81;
const LEAST_REACH = 6;

/** Where a logit lies on the curve that makes it a probability, and on which side of the threshold. */
export function SigmoidCurve({ logit, before, threshold, className }: SigmoidCurveProps) {
  const reach = Math.max(LEAST_REACH, ...[logit, before ?? 0].map((each) => Math.ceil(1.2 * Math.abs(each))));
  const curve = Array.from({ length: POINTS }, (_, i) => -reach + (2 * reach * i) / (POINTS - 1));
  const words = (z: number) => `Logit ${formatValue(z)}: probability ${formatAnswer(sigmoid(z))}`;
  return (
    <Plot
      title="The sigmoid"
      x={{ label: 'Logit', domain: [-reach, reach], format: formatTick }}
      y={{ label: `Probability of ${className}`, domain: [0, 1], format: (value) => value.toFixed(1) }}
      height={240}
      readings={{
        count: POINTS,
        nearest: 'x',
        atRest: words(logit),
        at: (index) => ({ x: curve[index] ?? 0, ys: [sigmoid(curve[index] ?? 0)], text: words(curve[index] ?? 0) }),
      }}
      table={<CurveTable curve={curve} />}
    >
      {({ x, y, area, clip }) => {
        const path = line<number>()
          .x((z) => x(z))
          .y((z) => y(sigmoid(z)));
        return (
          <>
            {threshold === null ? null : (
              <g className={styles.threshold}>
                <line x1={area.left} x2={area.left + area.width} y1={y(threshold)} y2={y(threshold)} />
                <text x={area.left + 6} y={y(threshold) - 6}>
                  threshold {formatAnswer(threshold)}
                </text>
              </g>
            )}
            <path className={curves.curve} d={path(curve) ?? ''} clipPath={clip} />
            {before === null ? null : <circle className={styles.before} cx={x(before)} cy={y(sigmoid(before))} r={6} />}
            <path className={styles.drop} d={`M${x(logit)},${y(0)}V${y(sigmoid(logit))}H${area.left}`} />
            <circle className={styles.here} cx={x(logit)} cy={y(sigmoid(logit))} r={6} />
          </>
        );
      }}
    </Plot>
  );
}

function CurveTable({ curve }: { readonly curve: readonly number[] }) {
  return (
    <Table caption="The sigmoid">
      <thead>
        <tr>
          <th scope="col">Logit</th>
          <th scope="col">Probability</th>
        </tr>
      </thead>
      <tbody>
        {curve
          .filter((_, i) => i % 8 === 0)
          .map((z) => (
            <tr key={z}>
              <td className={numberCell}>{formatValue(z)}</td>
              <td className={numberCell}>{formatAnswer(sigmoid(z))}</td>
            </tr>
          ))}
      </tbody>
    </Table>
  );
}
