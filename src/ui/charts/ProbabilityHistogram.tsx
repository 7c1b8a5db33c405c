import type { UndecidedZone } from '../../model/card/decisionRecord.ts';
import { classColour } from '../components/image/classColours.ts';
import { ClassHeads } from '../components/table/NumberHead.tsx';
import { numberCell, Table } from '../components/table/Table.tsx';
import { formatCount, formatCounted, formatProbability } from '../components/text/format.ts';
import { type Bin, histogram } from './histogram.ts';
import styles from './ProbabilityHistogram.module.css';
import { Plot, type PlotScales } from './plot/Plot.tsx';

const BINS = 20;
const LABEL_PX = 100;

/**
 * How the probabilities of a two-class network lie: scans of the positive class above the line, of the negative class
 * below it, so that the side tells the class as well as the colour. Bars on the wrong side of the threshold are hatched.
 */
export function ProbabilityHistogram(props: {
  readonly title: string;
  /** Probability of the positive class, one for each scan. */
  readonly probabilities: readonly number[];
  /** 0: negative, 1: positive. */
  readonly labels: readonly number[];
  /** [negative, positive] */
  readonly classes: readonly string[];
  readonly threshold: number;
  /** Scans in it are left undecided. */
  readonly zone?: UndecidedZone | null;
}) {
  const { classes, threshold } = props;
  const bins = judgedBins(props.probabilities, props.labels, threshold);
  const most = Math.max(1, ...bins.flatMap((bin) => [total(bin.positive), total(bin.negative)]));
  return (
    <Plot
      title={props.title}
      height={280}
      x={{ label: `Probability of ${classes[1] ?? ''}`, domain: [0, 1], format: (value) => value.toFixed(1) }}
      y={{ label: 'Scans', domain: [-most, most], format: (value) => formatCount(Math.abs(value)), whole: true }}
      readings={{
        count: bins.length,
        nearest: 'x',
        atRest: 'Hatched: misclassified at this threshold',
        at: (index) => readingOf(bins[index], classes),
      }}
      table={<BinTable bins={bins} classes={classes} />}
    >
      {(scales) => (
        <>
          <Hatching />
          {props.zone ? <Zone zone={props.zone} scales={scales} /> : null}
          {bins.map((bin) => (
            <Bars key={bin.from} bin={bin} scales={scales} />
          ))}
          <SideNames classes={classes} scales={scales} />
          <ThresholdLine threshold={threshold} scales={scales} />
        </>
      )}
    </Plot>
  );
}

/** Scans of one class in a bin, by whether the threshold classifies them right. */
type Classified = { readonly right: number; readonly wrong: number };
type ClassifiedBin = Pick<Bin, 'from' | 'to'> & { readonly negative: Classified; readonly positive: Classified };

function judgedBins(probabilities: readonly number[], labels: readonly number[], threshold: number): ClassifiedBin[] {
  const kinds = probabilities.map((probability, index) => {
    const calledPositive = probability >= threshold;
    return labels[index] === 1 ? (calledPositive ? 0 : 1) : calledPositive ? 3 : 2;
  });
  return histogram(probabilities, kinds, 4, BINS).map(({ from, to, counts }) => {
    const [found = 0, missed = 0, cleared = 0, falseAlarms = 0] = counts;
    return { from, to, positive: { right: found, wrong: missed }, negative: { right: cleared, wrong: falseAlarms } };
  });
}

function total({ right, wrong }: Classified): number {
  return right + wrong;
}

function readingOf(bin: ClassifiedBin | undefined, classes: readonly string[]) {
  if (!bin) return { x: 0, ys: [], text: '' };
  const positive = total(bin.positive);
  const negative = total(bin.negative);
  const range = `${bin.from.toFixed(2)} to ${bin.to.toFixed(2)}`;
  return {
    x: (bin.from + bin.to) / 2,
    ys: [positive, -negative],
    text: `${range}: ${formatCounted(negative, 'scan')} of ${classes[0]}, ${formatCount(positive)} of ${classes[1]}`,
  };
}

function Hatching() {
  return (
    <defs>
      {[0, 1].map((index) => (
        <pattern
          key={index}
          id={`hatching-${index}`}
          width={5}
          height={5}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={2.5} height={5} fill={classColour(index)} />
        </pattern>
      ))}
    </defs>
  );
}

/** Both classes of one bin: upwards and downwards from the line, those called wrong next to it. */
function Bars({ bin, scales }: { bin: ClassifiedBin; scales: PlotScales }) {
  return (
    <>
      <Bar bin={bin} classified={bin.positive} classIndex={1} scales={scales} />
      <Bar bin={bin} classified={bin.negative} classIndex={0} scales={scales} />
    </>
  );
}

function Bar(props: { bin: ClassifiedBin; classified: Classified; classIndex: 0 | 1; scales: PlotScales }) {
  const { bin, classified, classIndex } = props;
  const { x, y } = props.scales;
  const sign = classIndex === 1 ? 1 : -1;
  const colour = classColour(classIndex);
  const rect = (from: number, to: number, fill: string) => {
    if (from === to) return null;
    const edges = [y(sign * from), y(sign * to)];
    return (
      <rect
        x={x(bin.from) + 1.5}
        width={Math.max(1, x(bin.to) - x(bin.from) - 3)}
        y={Math.min(...edges)}
        height={Math.max(...edges) - Math.min(...edges)}
        fill={fill}
        stroke={colour}
      />
    );
  };
  return (
    <>
      {rect(0, classified.wrong, `url(#hatching-${classIndex})`)}
      {rect(classified.wrong, total(classified), colour)}
    </>
  );
}

function SideNames({ classes, scales: { y, area } }: { classes: readonly string[]; scales: PlotScales }) {
  return (
    <g className={styles.sides}>
      <line x1={area.left} x2={area.left + area.width} y1={y(0)} y2={y(0)} />
      <text x={area.left + 6} y={area.top + 14}>
        {`${classes[1]} ↑`}
      </text>
      <text x={area.left + area.width - 6} y={area.top + area.height - 8} textAnchor="end">
        {`${classes[0]} ↓`}
      </text>
    </g>
  );
}

function Zone({ zone, scales: { x, area } }: { zone: UndecidedZone; scales: PlotScales }) {
  return (
    <rect
      className={styles.zone}
      x={x(zone.low)}
      width={Math.max(0, x(zone.high) - x(zone.low))}
      y={area.top}
      height={area.height}
    />
  );
}

function ThresholdLine({ threshold, scales: { x, area } }: { threshold: number; scales: PlotScales }) {
  const left = x(threshold);
  const flip = left + LABEL_PX > area.left + area.width;
  return (
    <g className={styles.threshold}>
      <line x1={left} x2={left} y1={area.top - 6} y2={area.top + area.height} />
      <text x={left + (flip ? -6 : 6)} y={area.top - 6} textAnchor={flip ? 'end' : 'start'}>
        {`threshold ${formatProbability(threshold, 3)}`}
      </text>
    </g>
  );
}

function BinTable({ bins, classes }: { bins: readonly ClassifiedBin[]; classes: readonly string[] }) {
  return (
    <Table caption="Scans by probability and class">
      <thead>
        <tr>
          <th scope="col">Probability</th>
          <ClassHeads classes={classes} />
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.from}>
            <th scope="row">{`${bin.from.toFixed(2)} to ${bin.to.toFixed(2)}`}</th>
            <td className={numberCell}>{formatCount(total(bin.negative))}</td>
            <td className={numberCell}>{formatCount(total(bin.positive))}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
