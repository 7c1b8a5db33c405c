import type { ChosenWeight, WeightShape, WeightUpdate } from '../../../../../explain/trainingSteps.ts';
import { classNames } from '../../../../components/classNames.ts';
import { NumberField } from '../../../../components/form/NumberField.tsx';
import { Select } from '../../../../components/form/Select.tsx';
import { closeRows, numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatExact } from '../../maps/formatValue.ts';
import styles from './learning.module.css';

type WeightStepProps = {
  readonly update: WeightUpdate;
  /** Of the step before; null for the first. */
  readonly previous: WeightUpdate | null;
  readonly rate: number;
  /** From 1. */
  readonly step: number;
  /** What can be chosen; empty until it is known. */
  readonly weights: readonly WeightShape[];
  readonly onChoose: (weight: ChosenWeight) => void;
};

/** One step of Adam for one weight, every number of it. */
export function WeightStep({ update, previous, rate, step, weights, onChoose }: WeightStepProps) {
  const { name, index, value, gradient, firstMoment: m, secondMoment: v, newValue } = update;
  const shape = weights.find((each) => each.name === name)?.shape ?? [];
  const size = shape.reduce((product, side) => product * side, 1);
  const before = (moment: number | undefined) => (moment === undefined ? '0' : formatExact(moment));
  const rows = [
    ['Weight before', '', value],
    [
      'Gradient g',
      gradient > 0 ? 'more weight, more loss: make it smaller' : 'more weight, less loss: make it larger',
      gradient,
    ],
    ['Mean of gradients m', `0.9 × ${before(previous?.firstMoment)} + 0.1 × g`, m],
    ['Mean of squares v', `0.999 × ${before(previous?.secondMoment)} + 0.001 × g²`, v],
    ['Rate r', `${rate} × √(1 − 0.999^${step}) ∕ (1 − 0.9^${step})`, update.rate],
    ['Change', '− r × m ∕ (√v + 0.0000001)', newValue - value],
    ['Weight after', '', newValue],
  ] as const;
  return (
    <section className={classNames('panel stack gap-3', styles.weight)} aria-label="One weight">
      <div className={classNames('stack gap-3', styles.chosen)}>
        <Select
          label="One weight of"
          value={name}
          options={(weights.length > 0 ? weights : [{ name }]).map((each) => ({ value: each.name, label: each.name }))}
          onChange={(next) => onChoose({ name: next, index: 0 })}
        />
        <NumberField
          label="Number"
          value={index + 1}
          min={1}
          max={Math.max(1, size)}
          onChange={(number) => {
            if (Number.isInteger(number) && number >= 1 && number <= size) onChoose({ name, index: number - 1 });
          }}
          {...(shape.length > 0 ? { hint: weightPlace(shape, index) } : {})}
        />
      </div>
      <Table
        caption={`Step ${step} of Adam for number ${index + 1} of ${name}`}
        className={classNames(closeRows, styles.formula)}
      >
        <tbody>
          {rows.map(([what, how, number]) => (
            <tr key={what} className={what.startsWith('Weight') ? 'strong' : undefined}>
              <th scope="row">{what}</th>
              <td className="quiet">{how}</td>
              <td className={classNames(numberCell, styles.exact)}>{formatExact(number)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** Where a weight of this shape stands: 'filter 3, row 2, column 2, channel 1'. */
export function weightPlace(shape: readonly number[], index: number): string {
  const parts: number[] = [];
  let rest = index;
  for (const side of shape.toReversed()) {
    parts.unshift((rest % side) + 1);
    rest = Math.floor(rest / side);
  }
  const [first = 1, second = 1, third = 1, fourth = 1] = parts;
  if (shape.length === 4) return `Filter ${fourth}, row ${first}, column ${second}, channel ${third}`;
  if (shape.length === 2) return `Neuron ${second}, input ${first}`;
  return `Filter or neuron ${first}`;
}
