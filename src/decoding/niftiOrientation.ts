/** Three rows and three columns: how x, y and z (to the right, to the front, up; millimetres) grow along the voxels' axes. */
export type Rotation = readonly (readonly number[])[];

/** Which axis of the voxels runs along one of the body, and whether against it. */
export type BodyAxis = { readonly axis: 0 | 1 | 2; readonly reversed: boolean };

/** The voxels' axes that lie nearest to left-right, back-front and feet-head, in this order. */
export type BodyAxes = readonly [BodyAxis, BodyAxis, BodyAxis];

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/** Of the six ways to name the axes the one that turns the volume least. */
export function nearestAxes(rotation: Rotation): BodyAxes {
  const lengths = [0, 1, 2].map((axis) => Math.hypot(...rotation.map((row) => row[axis] ?? 0)));
  const along = (body: number, axis: number) => (rotation[body]?.[axis] ?? 0) / (lengths[axis] || 1);
  const likeness = (order: readonly number[]) =>
    order.reduce((sum, axis, body) => sum + Math.abs(along(body, axis)), 0);
  const [x, y, z] = ORDERS.reduce((best, order) => (likeness(order) > likeness(best) + 1e-9 ? order : best));
  return [
    { axis: x, reversed: along(0, x) < 0 },
    { axis: y, reversed: along(1, y) < 0 },
    { axis: z, reversed: along(2, z) < 0 },
  ];
}

/**
 * The rotation that a quaternion stands for (nifti1.h, "quaternion representation of rotation matrix"), scaled to the voxels.
 * `handedness` is -1 where the third axis is mirrored.
 */
export function rotationOf(
  [b, c, d]: readonly [number, number, number],
  handedness: number,
  sizes: readonly number[],
): Rotation {
  const rest = 1 - (b * b + c * c + d * d);
  const a = Math.sqrt(Math.max(0, rest));
  const [dx = 1, dy = 1, dz = 1] = sizes;
  const mirrored = dz * (handedness < 0 ? -1 : 1);
  return [
    [(a * a + b * b - c * c - d * d) * dx, 2 * (b * c - a * d) * dy, 2 * (b * d + a * c) * mirrored],
    [2 * (b * c + a * d) * dx, (a * a + c * c - b * b - d * d) * dy, 2 * (c * d - a * b) * mirrored],
    [2 * (b * d - a * c) * dx, 2 * (c * d + a * b) * dy, (a * a + d * d - b * b - c * c) * mirrored],
  ];
}
