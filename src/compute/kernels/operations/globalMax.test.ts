import { grad, ready, setBackend, type Tensor4D, tensor, tidy } from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { globalMax } from './globalMax.ts';

it('keeps the largest value of each feature map, and shares its gradient among the pixels that hold it, as Keras does', async () => {
  await setBackend('cpu');
  await ready();
  // x = tf.constant(maps, shape=(1, 2, 3, 2)); y = GlobalMaxPooling2D()(x); tape.gradient(tf.reduce_sum(y * [6., 9.]), x)
  tidy(() => {
    const maps = tensor([3, 1, 5, 2, 5, 0, 5, 2, 1, 2, 4, 1], [1, 2, 3, 2]) as Tensor4D;
    expect([...globalMax(maps).dataSync()]).toEqual([5, 2]);
    const gradient = grad((x) => globalMax(x as Tensor4D).mul([6, 9]))(maps);
    expect([...gradient.dataSync()]).toEqual([0, 0, 2, 3, 2, 0, 2, 3, 0, 3, 0, 0]);
  });
});
