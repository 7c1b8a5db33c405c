import type { Operation, Values } from '../../../../../explain/operation.ts';

/** What one input of the last neuron adds to its sum. */
export type Contribution = {
  /** Its place in the list. */
  readonly neuron: number;
  readonly value: number;
  readonly weight: number;
  /** value * weight */
  readonly product: number;
};

/** How a logit comes about, but for the bias. */
export type LastSum = {
  /** How many are added up. */
  readonly inputs: number;
  readonly total: number;
  /** Those that push most, either way, the most first; then others that were asked for. */
  readonly shown: readonly Contribution[];
};

/**
 * What the inputs of the last layer add to the logit of one of its units. Of a large image there are hundreds of thousands: they are gone
 * through once, and only those that are shown are kept.
 * @param kernel [inputs, units] @param also inputs that are shown in any case
 */
export function lastSum(
  inputs: Values,
  kernel: Values,
  unit: number,
  most: number,
  also: readonly number[] = [],
): LastSum {
  const units = kernel.shape[1] ?? 1;
  const of = (neuron: number): Contribution => {
    const [value, weight] = [inputs.values[neuron] ?? 0, kernel.values[neuron * units + unit] ?? 0];
    return { neuron, value, weight, product: value * weight };
  };
  const shown: Contribution[] = [];
  let total = 0;
  for (let neuron = 0; neuron < inputs.values.length; neuron++) {
    const product = (inputs.values[neuron] ?? 0) * (kernel.values[neuron * units + unit] ?? 0);
    total += product;
    if (shown.length === most && Math.abs(product) <= Math.abs(shown.at(-1)?.product ?? 0)) continue;
    const place = shown.findIndex((each) => Math.abs(each.product) < Math.abs(product));
    shown.splice(place < 0 ? shown.length : place, 0, of(neuron));
    shown.length = Math.min(shown.length, most);
  }
  const others = also.filter((neuron) => !shown.some((each) => each.neuron === neuron));
  return { inputs: inputs.values.length, total, shown: [...shown, ...others.map(of)] };
}

/**
 * What the inputs of the last layer are called: by the operation that makes them. 'none': they have the name of what that one
 * gets.
 */
const NAMED_BY: Readonly<
  Record<Operation['kind'], 'neuron' | 'mean' | 'maximum' | 'mean and maximum' | 'place' | 'none'>
> = {
  input: 'neuron',
  conv: 'neuron',
  'max-pool': 'neuron',
  'average-pool': 'neuron',
  'batch-norm': 'neuron',
  relu: 'none',
  dropout: 'none',
  flatten: 'place',
  'global-average-pool': 'mean',
  'global-max-pool': 'maximum',
  'global-average-max-pool': 'mean and maximum',
  dense: 'neuron',
  sigmoid: 'neuron',
  softmax: 'neuron',
};

/** 'Neuron 12', 'Mean, map 3', 'Map 5 (row 2, column 7)', in short. */
export function inputName(operations: readonly Operation[], neuron: number): string {
  const makers = operations.slice(0, -2).filter(({ kind }) => NAMED_BY[kind] !== 'none');
  const [before, maker] = makers.slice(-2);
  const [, width = 1, channels = 1] = before?.shape ?? [];
  switch (maker && NAMED_BY[maker.kind]) {
    case 'mean and maximum':
      return neuron < channels ? `Mean, map ${neuron + 1}` : `Max, map ${neuron - channels + 1}`;
    case 'mean':
      return `Mean, map ${neuron + 1}`;
    case 'maximum':
      return `Max, map ${neuron + 1}`;
    case 'place': {
      const place = Math.floor(neuron / channels);
      return `Map ${(neuron % channels) + 1} (${Math.floor(place / width) + 1}, ${(place % width) + 1})`;
    }
    default:
      return `Neuron ${neuron + 1}`;
  }
}
