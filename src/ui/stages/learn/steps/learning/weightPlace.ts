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
