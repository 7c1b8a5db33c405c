import { useMemo } from 'react';
import { Plot } from '../../../../charts/plot/Plot.tsx';
import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatCount } from '../../../../components/text/format.ts';
import { formatTick, formatValue } from '../../maps/formatValue.ts';
import { type Bin, bins } from './beforeAfter.ts';
import styles from './ReluHistogram.module.css';

type ReluHistogramProps = {
  readonly before: ArrayLike<number>;
  readonly after: ArrayLike<number>;
  readonly channel: number;
};

/** How often each value comes, before and after. The bar at 0 may be cut: what was below 0 is all there. */
export function ReluHistogram({ before, after, channel }: ReluHistogramProps) {
  const all = useMemo(() => bins(before, after), [before, after]);
  // The heap at 0 would press all other bars flat: the axis ends at what comes next.
  const most = Math.max(1, ...all.flatMap((bin) => (bin.from === 0 ? [bin.before] : [bin.before, bin.after])));
  const words = (bin: Bin) =>
    `${formatValue(bin.from)} to ${formatValue(bin.to)}: ${formatCount(bin.before)} before, ${formatCount(bin.after)} after`;
  const title = `Values of feature map ${channel + 1}`;
  return (
    <Plot
      title={title}
      x={{
        label: 'Value',
        domain: [all[0]?.from ?? 0, all.at(-1)?.to ?? 1],
        format: formatTick,
      }}
      y={{ label: 'Pixels', domain: [0, most], format: formatCount, whole: true }}
      height={170}
      legend={
        <ul className="row quiet dense">
          <li className={styles.before}>before</li>
          <li className={styles.after}>after</li>
        </ul>
      }
      readings={{
        count: all.length,
        nearest: 'x',
        atRest: 'Point at a bar to read it. What was below 0 is in the bar at 0, which may reach beyond the chart.',
        at: (index) => {
          const bin = all[index];
          return bin
            ? { x: (bin.from + bin.to) / 2, ys: [Math.min(most, bin.before)], text: words(bin) }
            : { x: 0, ys: [], text: '' };
        },
      }}
      table={<HistogramTable title={title} all={all} />}
    >
      {({ x, y, clip }) => (
        <g clipPath={clip}>
          {all.map((bin) => {
            const [left, right] = [x(bin.from), x(bin.to)];
            const width = Math.max(1, right - left - 1);
            return (
              <g key={bin.from}>
                <rect
                  className={styles.beforeBar}
                  x={left}
                  width={width}
                  y={y(bin.before)}
                  height={y(0) - y(bin.before)}
                />
                <rect
                  className={styles.afterBar}
                  x={left + width / 4}
                  width={width / 2}
                  y={y(bin.after)}
                  height={Math.max(0, y(0) - y(bin.after))}
                />
              </g>
            );
          })}
        </g>
      )}
    </Plot>
  );
}

function HistogramTable({ title, all }: { readonly title: string; readonly all: readonly Bin[] }) {
  return (
    <Table caption={title}>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {all.map((bin) => (
          <tr key={bin.from}>
            <td className={numberCell}>{formatValue(bin.from)}</td>
            <td className={numberCell}>{formatValue(bin.to)}</td>
            <td className={numberCell}>{formatCount(bin.before)}</td>
            <td className={numberCell}>{formatCount(bin.after)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
