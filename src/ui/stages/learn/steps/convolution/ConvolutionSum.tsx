import type { ReactNode } from 'react';
import { strongestOf } from '../../../../../explain/heatMap.ts';
import type { ConvolutionWalk } from '../../../../../explain/windowWalk.ts';
import { classNames } from '../../../../components/classNames.ts';
import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatValue } from '../../maps/formatValue.ts';
import { SignedBar } from '../../maps/SignedBar.tsx';
import { NumberGrid } from '../../window/NumberGrid.tsx';
import { SameAsNetwork } from '../../window/SameAsNetwork.tsx';
import styles from '../../window/window.module.css';

type ConvolutionSumProps = {
  readonly walk: ConvolutionWalk;
  /** Pixels a side of the filter. */
  readonly size: number;
  /** Whose patch is shown. */
  readonly inputChannel: number;
  /** Its input is the scan itself. */
  readonly isScan: boolean;
  /** Where the colours of the input end. */
  readonly inputLimit: number;
  /** The network's own value; null while it is on its way. */
  readonly network: number | null;
  /** The filter, its stride or its padding is not the network's own. */
  readonly isChanged: boolean;
  readonly onEdit: ((at: number, weight: number) => void) | null;
  readonly onInputChannel: (channel: number) => void;
  /** Where an input map can be chosen; shown if there are several. */
  readonly children: ReactNode;
};

/** Patch times weights is products; all of them, and the bias, are the value. */
export function ConvolutionSum(props: ConvolutionSumProps) {
  const { walk, size, inputChannel, isScan, inputLimit, network, isChanged, onEdit } = props;
  const channel = walk.channels[inputChannel];
  if (!channel) return null;
  const depth = walk.channels.length;
  const weightLimit = strongestOf(walk.channels.flatMap(({ weights }) => weights));
  const productLimit = strongestOf(walk.channels.flatMap(({ products }) => products));
  return (
    <section className="stack" aria-label="The sum at this place">
      <div className={classNames('row', styles.sum)}>
        <NumberGrid
          caption={isScan ? 'Pixels under the window' : `Patch of map ${inputChannel + 1}`}
          values={channel.patch}
          columns={size}
          palette={isScan ? 'grey' : 'signed'}
          limit={inputLimit}
        />
        <span className={classNames('quiet', styles.sign)}>×</span>
        <NumberGrid
          caption="Weights of the filter"
          values={channel.weights}
          columns={size}
          palette="signed"
          limit={weightLimit}
          onEdit={onEdit && ((at, weight) => onEdit(at * depth + inputChannel, weight))}
        />
        <span className={classNames('quiet', styles.sign)}>=</span>
        <NumberGrid caption="Products" values={channel.products} columns={size} palette="signed" limit={productLimit} />
      </div>
      <p className={styles.result}>
        {depth > 1 ? `Sum of the ${depth} input maps` : `Sum of the ${size * size} products`}{' '}
        {formatValue(walk.value - walk.bias)} {walk.bias < 0 ? '−' : '+'} bias {formatValue(Math.abs(walk.bias))} ={' '}
        <b>{formatValue(walk.value)}</b>
      </p>
      <SameAsNetwork walked={walk.value} {...{ network, isChanged }} magnitude={walk.magnitude} />
      {depth > 1 ? (
        <details>
          <summary>What each input map adds</summary>
          {props.children}
          <PartialSums walk={walk} chosen={inputChannel} onChoose={props.onInputChannel} />
        </details>
      ) : null}
    </section>
  );
}

type PartialSumsProps = {
  readonly walk: ConvolutionWalk;
  readonly chosen: number;
  readonly onChoose: (channel: number) => void;
};

const MOST_SHOWN = 8;

/** What each map of the input adds: those that add most. */
function PartialSums({ walk, chosen, onChoose }: PartialSumsProps) {
  const ranked = walk.channels
    .map(({ sum }, channel) => ({ sum, channel }))
    .toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  const most = Math.abs(ranked[0]?.sum ?? 0);
  const shown = ranked.slice(0, MOST_SHOWN);
  const rest = ranked.slice(MOST_SHOWN).reduce((sum, each) => sum + each.sum, 0);
  return (
    <Table caption="What each input map adds">
      <thead>
        <tr>
          <th scope="col">Input map</th>
          <th scope="col">Sum of its products</th>
          <th scope="col">
            <span className="visually-hidden">As a bar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ sum, channel }) => (
          <tr key={channel} aria-current={channel === chosen ? 'true' : undefined}>
            <th scope="row">
              <button type="button" className={classNames('bare', styles.pick)} onClick={() => onChoose(channel)}>
                Map {channel + 1}
              </button>
            </th>
            <td className={numberCell}>{formatValue(sum)}</td>
            <td>
              <SignedBar share={most > 0 ? sum / most : 0} />
            </td>
          </tr>
        ))}
        {ranked.length > MOST_SHOWN ? (
          <tr>
            <th scope="row">The other {ranked.length - MOST_SHOWN}</th>
            <td className={numberCell}>{formatValue(rest)}</td>
            <td />
          </tr>
        ) : null}
      </tbody>
    </Table>
  );
}
