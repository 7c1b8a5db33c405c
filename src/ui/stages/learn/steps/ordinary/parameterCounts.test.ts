import { expect, test } from 'vitest';
import { coursePreset } from '../../../../../model/presets.ts';
import { convolutionParameters, denseParameters, layerParameters } from './parameterCounts.ts';

test('weights and biases of a dense layer and of a convolution', () => {
  expect(denseParameters(64, 1, 512)).toBe(64 * 64 * 512 + 512);
  expect(convolutionParameters(3, 1, 32)).toBe(320);
  expect(convolutionParameters(3, 32, 64)).toBe(18_496);
});

test('of the Course CNN nearly all parameters stand in the dense layer, as Keras counts them', () => {
  const course = coursePreset;
  if (!course) throw new Error('no preset');
  const found = layerParameters({ ...course, classes: ['a', 'b'] });
  // model.summary() of Keras: conv2d 320, conv2d_1 18,496, dense 6,423,040, dense_1 513
  expect(found.map(({ name, parameters }) => [name, parameters])).toEqual([
    ['Convolution 1', 320],
    ['Convolution 2', 18_496],
    ['Dense 1', 6_423_040],
    ['Output', 513],
  ]);
  expect(found[2]?.share).toBeCloseTo(6_423_040 / 6_442_369, 12);
});
