/** Three rows and three columns: how x, y and z (to the right, to the front, up; millimetres) grow along the voxels' axes. */
export type Rotation = readonly (readonly number[])[];

/** Which axis of the voxels runs along one of the body, and whether against it. */
type BodyAxis = { readonly axis: 0 | 1 | 2; readonly reversed: boolean };

/** The voxels' axes that lie nearest to left-right, back-front and feet-head, in this order. */
export type BodyAxes = readonly [BodyAxis, BodyAxis, BodyAxis];

const BODY = [0, 1, 2] as const;

/** Where nothing else is known the first axis runs to the left, as Analyze has it, from which NIfTI comes. */
export const STORED_AXES: BodyAxes = [
  { axis: 0, reversed: true },
  { axis: 1, reversed: false },
  { axis: 2, reversed: false },
];

/** The clearest axis of the voxels chooses first, as in nibabel's `io_orientation`; each takes the nearest of what is left. */
export function nearestAxes(rotation: Rotation): BodyAxes {
  const columns = BODY.map((axis) => rotation.map((row) => row[axis] ?? 0)).map(toUnitLength);
  const along = (axis: number, body: number) => columns[axis]?.[body] ?? 0;
  const clarity = (axis: number) => Math.max(...BODY.map((body) => Math.abs(along(axis, body))));
  const left = new Set(BODY);
  const chosen: [BodyAxis, BodyAxis, BodyAxis] = [...STORED_AXES];
  for (const axis of [...BODY].sort((a, b) => clarity(b) - clarity(a))) {
    const body = [...left].reduce((best, each) =>
      Math.abs(along(axis, each)) > Math.abs(along(axis, best)) ? each : best,
    );
    left.delete(body);
    chosen[body] = { axis, reversed: along(axis, body) < 0 };
  }
  return chosen;
}

function toUnitLength(column: readonly number[]): readonly number[] {
  const length = Math.hypot(...column) || 1;
  return column.map((value) => value / length);
}
