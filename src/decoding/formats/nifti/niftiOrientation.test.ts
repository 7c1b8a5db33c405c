import { expect, test } from 'vitest';
import { nearestAxes } from '../../volume/bodyAxes.ts';
import { rotationOf } from './niftiHeader.ts';

/** As nibabel writes them: for each axis of the voxels the side to which it runs. */
function lettersOf(rotation: readonly (readonly number[])[]): string {
  const letters = ['LR', 'PA', 'IS'];
  const named = nearestAxes(rotation).map(
    ({ axis, reversed }, body) => [axis, letters[body]?.[reversed ? 0 : 1]] as const,
  );
  return named
    .sort(([a], [b]) => a - b)
    .map(([, letter]) => letter)
    .join('');
}

// Random rotations (scipy.spatial.transform.Rotation.random, seeds 0 to 7), every second one mirrored, voxels of 1 x 0.5 x 3 mm;
// the letters are those of nibabel.aff2axcodes.
test.each([
  ['RSP', [0.7583, -0.1608, 1.7013], [0.6267, 0.0601, -2.3097], [0.1794, 0.4696, 0.878]],
  ['RIP', [0.706, -0.3512, 0.2722], [-0.1922, -0.1566, -2.79], [-0.6817, -0.3196, 1.0686]],
  ['PRS', [-0.2291, 0.4747, 0.6443], [-0.9368, -0.1375, 0.649], [0.2645, -0.0758, 2.8572]],
  ['RIP', [0.9418, 0.1398, 0.5595], [0.1749, 0.0331, -2.9471], [0.287, -0.4789, -0.0402]],
  ['PRS', [-0.4394, 0.415, 1.0307], [-0.7714, -0.0763, -1.8534], [-0.4603, -0.2682, 2.1219]],
  ['LPI', [-0.9177, 0.0744, -1.105], [-0.2418, -0.4724, 0.6625], [0.3152, -0.1459, -2.7092]],
  ['SAL', [0.2201, -0.0212, -2.9237], [-0.5701, 0.4026, -0.4912], [0.7916, 0.2958, 0.4591]],
  ['RPS', [0.8654, -0.2471, 0.2487], [-0.4777, -0.3818, 1.3032], [0.1514, 0.2078, 2.6907]],
])('the axes of an oblique volume are named %s, as nibabel names them', (letters, ...rotation) => {
  expect(lettersOf(rotation)).toBe(letters);
});

// Headers of nibabel with voxels of 1 x 2 x 3 mm: quatern_b, c, d, pixdim[0], and what get_qform gives.
test.each([
  [
    [-0.34834760427474976, -0.07719158381223679, -0.14090730249881744],
    1,
    [0.94837, 0.62807, -0.13321, -0.20647, 1.4352, 1.99544, 0.24074, -1.24328, 2.23617],
  ],
  [
    [0.031743407249450684, 0.06792634725570679, -0.6364025473594666],
    -1,
    [0.18076, 1.9629, -0.19167, -0.97283, 0.37594, 0.40559, -0.1447, -0.07544, -2.96627],
  ],
  [
    [0.050033412873744965, 0.7962641716003418, -0.5886435508728027],
    1,
    [-0.96108, 0.46599, 0.44545, -0.07363, 0.60398, -2.85139, -0.26629, -1.8488, -0.81924],
  ],
] as const)('the quaternion %j turns the axes as it does in nibabel', ([b, c, d], handedness, expected) => {
  const rotation = rotationOf([b, c, d], handedness, [1, 2, 3]).flat();
  for (const [index, value] of rotation.entries()) expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 4);
});
