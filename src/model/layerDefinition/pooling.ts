import * as v from 'valibot';
import { wholeField } from '../../dataset/settingFields.ts';
import { lastChannels, maximalSide, pair, square } from './kerasSettings.ts';
import { asImage, demandWhole, ImpossibleLayerError, type Shape, windows } from './layerShape.ts';

type PoolConfig = { readonly pool_size: readonly [number, number]; readonly strides: readonly [number, number] };
type Shown = Readonly<Record<'size' | 'stride', string>>;
type Pool = Readonly<Record<'size' | 'stride', number>>;

/** What both poolings are, but for what they keep of a window. */
export const pooling = {
  fields: {
    size: wholeField({ label: 'Pool size', min: 1, max: 64, accepts: [1, maximalSide] }),
    stride: wholeField({ label: 'Stride', min: 1, max: 64, accepts: [1, maximalSide] }),
  },
  defaults: { size: 2, stride: 2 },
  summary: ({ size, stride }: Shown) => `${size} × ${size}, stride ${stride}`,
  effect: 'window' as const,
  settings: { pool_size: pair, strides: pair, padding: v.literal('valid'), data_format: lastChannels },
  config: ({ size, stride }: Pool) => ({
    pool_size: square(size),
    strides: square(stride),
    padding: 'valid' as const,
  }),
  values: ({ pool_size: [size], strides: [stride] }: PoolConfig) => ({ size, stride }),
  outputShape: ({ pool_size: [size], strides: [stride] }: PoolConfig, input: Shape) => {
    const [height, width, channels] = asImage(input, 'Pooling');
    demandWhole(size, "The pool's side", maximalSide);
    demandWhole(stride, 'The stride', maximalSide);
    if (size > height || size > width)
      throw new ImpossibleLayerError(
        `Pooling by ${size} leaves nothing of a ${height} x ${width} image. ` +
          'Remove this layer, or start from a larger input.',
      );
    return [windows(height, size, stride), windows(width, size, stride), channels];
  },
  weights: () => [],
};
