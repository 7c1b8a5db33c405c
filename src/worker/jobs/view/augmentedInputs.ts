import { applyDegradation } from '../../../preprocessing/applyDegradation.ts';
import { drawTransforms } from '../../../preprocessing/augment.ts';
import { augmentImage } from '../../../preprocessing/augmentImage.ts';
import { drawDegradation } from '../../../preprocessing/degradationDraw.ts';
import type { Augmentation, PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import { createRandom } from '../../../statistics/random.ts';
import type { JobsContext } from '../context.ts';
import { networkInput } from './networkInput.ts';
import type { Thumbnail } from './viewProtocol.ts';

/** Any: the same scan looks the same whenever it is asked for. */
const SEED = 1;

/** What a network is fed of a scan in training: as it is, then `count` times changed at random. */
export async function augmentedInputs(
  context: JobsContext,
  sha256: string,
  preprocessing: PreprocessingSpec,
  augmentation: Augmentation,
  count: number,
): Promise<Thumbnail[]> {
  const { size, depth, pixels } = await networkInput(context, sha256, preprocessing, 0);
  const random = createRandom(SEED);
  const [moving, degrading] = [random.fork('augmentation'), random.fork('jitter')];
  const changes = drawTransforms(count, size, augmentation, () => moving.next());
  const changed = Array.from({ length: count }, (_, index) => {
    const values = new Float32Array(pixels.length);
    augmentImage({ pixels, size, depth }, changes, index, values, 0);
    applyDegradation(
      { values, width: size, height: size, depth },
      drawDegradation(size, augmentation, () => degrading.next()),
    );
    return pictureOf((at) => 255 * (values[at] ?? 0), size, depth);
  });
  return [pictureOf((at) => pixels[at] ?? 0, size, depth), ...changed];
}

/** @param levelAt 0..255 of each number of the input */
function pictureOf(levelAt: (at: number) => number, size: number, depth: 1 | 3): Thumbnail {
  const rgba = new Uint8ClampedArray(4 * size * size).fill(255);
  for (let i = 0; i < size * size; i++)
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = levelAt(i * depth + (depth === 3 ? c : 0));
  return { width: size, height: size, rgba };
}
