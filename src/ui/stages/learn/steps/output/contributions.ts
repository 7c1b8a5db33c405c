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

/** What each input of the last layer adds to the logit of one of its units, in their order. @param kernel [inputs, units] */
export function contributions(inputs: Values, kernel: Values, unit: number): Contribution[] {
  const units = kernel.shape[1] ?? 1;
  return Array.from(inputs.values, (value, neuron) => {
    const weight = kernel.values[neuron * units + unit] ?? 0;
    return { neuron, value, weight, product: value * weight };
  });
}

/** Those that push most, either way; the most first. */
export function strongestContributions(all: readonly Contribution[], count: number): Contribution[] {
  return all.toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product)).slice(0, count);
}

/** What the inputs of the last layer are called: by the operation that makes them. 'Neuron 12', 'Mean, map 3', 'Map 5 (row 2, column 7)', in short. */
export function inputName(operations: readonly Operation[], neuron: number): string {
  const makers = operations.slice(0, -2).filter(({ kind }) => kind !== 'dropout' && kind !== 'relu');
  const [before, maker] = makers.slice(-2);
  const [, width = 1, channels = 1] = before?.shape ?? [];
  if (maker?.kind === 'global-average-max-pool')
    return neuron < channels ? `Mean, map ${neuron + 1}` : `Max, map ${neuron - channels + 1}`;
  if (maker?.kind === 'global-average-pool') return `Mean, map ${neuron + 1}`;
  if (maker?.kind === 'global-max-pool') return `Max, map ${neuron + 1}`;
  if (maker?.kind !== 'flatten') return `Neuron ${neuron + 1}`;
  const place = Math.floor(neuron / channels);
  return `Map ${(neuron % channels) + 1} (${Math.floor(place / width) + 1}, ${(place % width) + 1})`;
}
