import type { Operation } from '../../../../../explain/operation.ts';
import { closeRows, numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatCount } from '../../../../components/text/format.ts';
import { formatValue } from '../../maps/formatValue.ts';
import { SignedBar } from '../../maps/SignedBar.tsx';
import { inputName, type LastSum } from './contributions.ts';
import styles from './output.module.css';

type ContributionTableProps = {
  readonly sum: LastSum;
  readonly bias: number;
  /** The network's, with what is switched off. */
  readonly logit: number;
  readonly operations: readonly Operation[];
  readonly off: readonly number[];
  /** What a positive sum speaks for. */
  readonly className: string;
  /** Of its bars, where that is not the colour of a signed map. */
  readonly colour: string | undefined;
  readonly onSwitch: (neuron: number, isOn: boolean) => void;
};

/** The ten inputs that push the answer most, each with a switch; then all others, the bias, and their sum. */
export function ContributionTable(props: ContributionTableProps) {
  const { sum, bias, logit, operations, off, className, colour, onSwitch } = props;
  const { inputs, total, shown } = sum;
  const most = Math.abs(shown[0]?.product ?? 0);
  const others = inputs - shown.length;
  const ofOthers = total - shown.reduce((part, { product }) => part + product, 0);
  return (
    <Table
      caption={`What each input adds to the logit: more than 0 speaks for ${className}`}
      captionShown
      className={closeRows ?? ''}
    >
      <thead>
        <tr>
          <th scope="col">On</th>
          <th scope="col">Input</th>
          <th scope="col">Value × weight</th>
          <th scope="col">Adds</th>
          <th scope="col" className={styles.bars}>
            <span className="visually-hidden">As a bar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ neuron, value, weight, product }) => {
          const isOn = !off.includes(neuron);
          const name = inputName(operations, neuron);
          return (
            <tr key={neuron}>
              <td>
                <input
                  type="checkbox"
                  role="switch"
                  aria-checked={isOn}
                  aria-label={name}
                  checked={isOn}
                  onChange={(event) => onSwitch(neuron, event.target.checked)}
                />
              </td>
              <th scope="row" className="nowrap">
                {name}
              </th>
              <td className={numberCell}>
                <span className="nowrap">
                  {formatValue(value)} × {formatValue(weight)}
                </span>
              </td>
              <td className={numberCell}>{isOn ? formatValue(product) : '0 (off)'}</td>
              <td className={styles.bars}>
                <SignedBar share={isOn && most > 0 ? product / most : 0} colour={colour} />
              </td>
            </tr>
          );
        })}
        {others > 0 ? (
          <tr>
            <td />
            <th scope="row" className="nowrap">
              The other {formatCount(others)}
            </th>
            <td />
            <td className={numberCell}>{formatValue(ofOthers)}</td>
            <td className={styles.bars} />
          </tr>
        ) : null}
        <tr>
          <td />
          <th scope="row">Bias</th>
          <td />
          <td className={numberCell}>{formatValue(bias)}</td>
          <td className={styles.bars} />
        </tr>
        <tr>
          <td />
          <th scope="row" className="nowrap">
            Sum: the logit
          </th>
          <td />
          <td className={numberCell}>
            <b>{formatValue(logit)}</b>
          </td>
          <td className={styles.bars} />
        </tr>
      </tbody>
    </Table>
  );
}
