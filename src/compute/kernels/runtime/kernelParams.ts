/**
 * What the two sides of the kernels share: TypeScript writes a kernel's parameters into the heap, AssemblyScript reads them.
 * AssemblyScript's side (the classes of the records, the sizes, the switch over all kernels) is generated from this file.
 */

/** Sizes that both sides count with. */
export const SIZES = {
  /** Elements of a task that only passes over memory. */
  CHUNK: 16384,
  /** A spare tile: 6 x 8 floats. */
  TILE_BYTES: 192,
  /** Rows of a matrix product's right factor that are packed at a time. */
  DEPTH: 256,
  /** Between its panels, so that not all of them begin in the same lines of the cache. */
  GAP_BYTES: 64,
  /** Windows of at most so many values go another way, so many output channels at a time. */
  LINE_VALUES: 9,
  LINE_CHANNELS: 16,
  /** Products of one of Winograd's tiles: 6 x 6. */
  WINOGRAD_PARTS: 36,
  /** After each part of a transformed filter or of its gradient, so that they begin in different lines. */
  WINOGRAD_GAP_BYTES: 320,
  /** What the transform of a tile needs: 36 vectors between two passes, and 20 more. */
  WINOGRAD_SPARE_BYTES: 896,
} as const;

/** The names of a record's parameters, by AssemblyScript's type (32 bits each); `begins`: behind those of another record. */
type RecordFields = {
  readonly begins?: 'Window';
  /** Addresses on the heap (0: none), and numbers of bytes. */
  readonly usize?: readonly string[];
  readonly i32?: readonly string[];
  readonly f32?: readonly string[];
  readonly bool?: readonly string[];
  /** The kernel works in scratch of its thread. */
  readonly scratch?: true;
};

export const RECORDS = {
  /**
   * The geometry of a convolution over x[batch, height, width, channels]. Rows and columns of zeros lie before x, and x is
   * read as if dilation - 1 zeros stood between its pixels: this turns the input gradient of a strided convolution into a
   * convolution.
   */
  Window: {
    usize: ['x'],
    i32: [
      ...(['height', 'width', 'channels', 'padTop', 'padLeft', 'dilationDown', 'dilationAcross'] as const),
      ...([
        'outHeight',
        'outWidth',
        'outChannels',
        'kernelHeight',
        'kernelWidth',
        'strideDown',
        'strideAcross',
      ] as const),
    ],
  },
  /** filter[depth, columns] (* scale[columns]; 0: none) -> panels of 8 columns. */
  FilterPacking: { usize: ['filter', 'packed', 'scale'], i32: ['depth', 'columns'] },
  /** filter[taps, inputs, outputs] -> panels of 8 inputs. */
  TurnedFilterPacking: { usize: ['filter', 'packed'], i32: ['taps', 'inputs', 'outputs'] },
  /**
   * `step`: output rows of a task. `halve`: max pooling by 2 x 2 after it (the output's sides are even), `places` as of
   * `HalvingGradient` (0: none). Scratch: a spare tile, two rows of the output if it is halved, then a strip of x.
   */
  Convolution: {
    begins: 'Window',
    usize: ['out', 'packed', 'bias', 'places'],
    i32: ['step'],
    bool: ['rectify', 'halve'],
    scratch: true,
  },
  /**
   * sums[groups][kernel height, kernel width, inputs, outputs]: `step` output rows at a time, `columns` output channels of a
   * task (a multiple of 8). Scratch: a spare tile, then a strip of x.
   */
  FilterGradient: {
    begins: 'Window',
    usize: ['sums', 'dy'],
    i32: ['images', 'groups', 'step', 'columns'],
    scratch: true,
  },
  /**
   * filter[3, 3, depth, columns] (* scale[columns]; 0: none); `turned` (by 180 degrees): filter[3, 3, columns, depth]. Scratch: a
   * spare tile.
   */
  WinogradFilterPacking: {
    usize: ['filter', 'packed', 'scale'],
    i32: ['depth', 'columns'],
    bool: ['turned'],
    scratch: true,
  },
  /**
   * The window's output is rounded up to multiples of 4; `realHeight` and `realWidth` are what there is of it. `step`: tile
   * rows of a task, `together`: its images, `strip`: bytes of the rows of x that they cover; `halve` and `places` as of
   * `Convolution`. Scratch: a spare tile, a strip, the inputs' transforms, the products.
   */
  WinogradConvolution: {
    begins: 'Window',
    usize: ['out', 'packed', 'bias', 'strip', 'places'],
    i32: ['step', 'realHeight', 'realWidth', 'images', 'together'],
    bool: ['rectify', 'halve'],
    scratch: true,
  },
  /**
   * sums[groups][36][A, B]: A the input channels and B the output's, or `exchanged`. The rest as of `WinogradConvolution`.
   * Scratch: a spare tile, a strip, both transforms.
   */
  WinogradGradient: {
    begins: 'Window',
    usize: ['sums', 'dy', 'strip'],
    i32: ['images', 'groups', 'step', 'realHeight', 'realWidth', 'together'],
    bool: ['exchanged'],
    scratch: true,
  },
  /** sums[groups][36][A, B] -> dfilter[3, 3, inputs, outputs]. Scratch: a spare tile. */
  WinogradGradientEnd: { usize: ['sums', 'dfilter'], i32: ['groups', 'A', 'B'], bool: ['exchanged'], scratch: true },
  /**
   * c[M, N] = a[M, K] * b[K, N] (+ bias[N]) (max 0); the stored rows of a and b lie a pitch apart. A task is a block of `height`
   * rows and `width` columns over `depth` of K (a multiple of 256): if that is not all of K, c holds one result after the
   * other, to be added up. Scratch: a spare tile, then a panel block of b, then a block of a if it is transposed.
   */
  MatrixProduct: {
    usize: ['a', 'pitchA', 'b', 'pitchB', 'c', 'bias'],
    i32: ['M', 'N', 'K', 'height', 'width', 'depth'],
    bool: ['transposedA', 'transposedB', 'rectify'],
    scratch: true,
  },
  /** c[parts][M, N] of a[M, K] * b[K, N] over `depth` of K each, to be added up. */
  FewRows: { usize: ['a', 'b', 'c'], i32: ['M', 'N', 'K', 'depth'] },
  /** from[parts, length] -> to[length]. */
  PartialSums: { usize: ['from', 'to'], i32: ['parts', 'length'] },
  /** from[parts, M, N] -> to[M, N] (+ bias[N]) (max 0). */
  PartialProducts: { usize: ['from', 'to', 'bias'], i32: ['parts', 'M', 'N'], bool: ['rectify'] },
  /** `y` 0: no ReLU, and nothing is written to dz. `step`: rows of a task. */
  BiasGradient: { usize: ['dy', 'y', 'dz', 'sums'], i32: ['rows', 'N', 'step'] },
  /**
   * dz[rows, width, N] from dy[rows / 2, width / 2, N] and `places`: a byte for each of dy, the place of the largest of its 2 x 2
   * (0 to 3, row after row; 4: nothing is passed back). `step`: rows of dy of a task; sums[tasks][N].
   */
  HalvingGradient: { usize: ['dy', 'places', 'dz', 'sums'], i32: ['rows', 'width', 'N', 'step'] },
  /** Over x[batch, height, width, channels]. `rectified`: dy counts only where y is positive (x came out of a ReLU). */
  Pooling: {
    usize: ['x', 'y', 'dy', 'dx'],
    i32: [
      ...(['height', 'width', 'channels', 'padTop', 'padLeft', 'outHeight', 'outWidth'] as const),
      ...(['poolHeight', 'poolWidth', 'strideDown', 'strideAcross'] as const),
    ],
    bool: ['rectified'],
  },
  /** Over x[batch, pixels, channels] with the largest values y[batch, channels]. */
  GlobalMax: { usize: ['x', 'y', 'dy', 'dx'], i32: ['pixels', 'channels'] },
  /**
   * Over x[rows, N]; `step`: rows of a task. `table` holds rows of N floats, the coefficients of the last pass; `sums` two rows
   * of N for each of the `tasks`. `halvedWidth`: of the images that max pooling halves after it, or 0.
   */
  BatchNorm: {
    usize: ['x', 'y', 'dy', 'dx', 'table', 'sums', 'gamma', 'beta', 'mean', 'variance', 'dgamma', 'dbeta'],
    i32: ['rows', 'N', 'step', 'tasks', 'halvedWidth'],
    f32: ['epsilon'],
    bool: ['rectify'],
  },
  /**
   * `rate` has the bias corrections in it. 1 - beta2 is given, since single precision would get it wrong. `keep`: what weight
   * decay leaves of a weight.
   */
  Adam: {
    usize: ['w', 'g', 'm', 'v'],
    i32: ['length'],
    f32: ['rate', 'beta1', 'oneMinusBeta1', 'beta2', 'oneMinusBeta2', 'epsilon', 'keep'],
  },
  MovingAverage: { usize: ['w', 'average'], i32: ['length'], f32: ['momentum', 'rest'] },
  Momentum: { usize: ['w', 'g', 'm'], i32: ['length'], f32: ['rate', 'momentum'] },
  /** Bytes [images, size, size, depth] at `source`; `transforms`: 7 floats for each image, as of `drawTransforms`. */
  Resampling: { usize: ['source', 'transforms', 'to'], i32: ['size', 'depth'] },
} as const satisfies Record<string, RecordFields>;

/** Every kernel and its record. AssemblyScript's function of the same name does one task of it. */
export const KERNELS = {
  multiplyBlock: 'MatrixProduct',
  multiplyTransposed: 'MatrixProduct',
  multiplyFew: 'FewRows',
  addParts: 'PartialSums',
  finishRow: 'PartialProducts',
  packFilter: 'FilterPacking',
  packTurnedFilter: 'TurnedFilterPacking',
  convolveRows: 'Convolution',
  sumFilterGradient: 'FilterGradient',
  packWinogradFilter: 'WinogradFilterPacking',
  convolveWinograd: 'WinogradConvolution',
  sumWinogradGradient: 'WinogradGradient',
  finishWinogradGradient: 'WinogradGradientEnd',
  biasGradient: 'BiasGradient',
  halvingGradient: 'HalvingGradient',
  maxPool: 'Pooling',
  meanPool: 'Pooling',
  maxPoolGradient: 'Pooling',
  meanPoolGradient: 'Pooling',
  globalMaxGradient: 'GlobalMax',
  partialMoments: 'BatchNorm',
  mergeMoments: 'BatchNorm',
  normalize: 'BatchNorm',
  normalizeHalved: 'BatchNorm',
  restoreScales: 'BatchNorm',
  partialNormGradient: 'BatchNorm',
  partialHalvedGradient: 'BatchNorm',
  mergeNormGradient: 'BatchNorm',
  normGradient: 'BatchNorm',
  halvedNormGradient: 'BatchNorm',
  adam: 'Adam',
  momentum: 'Momentum',
  movingAverage: 'MovingAverage',
  resample: 'Resampling',
} as const satisfies Record<string, keyof typeof RECORDS>;

export type Kernel = keyof typeof KERNELS;

/** The scratch of all threads: thread k's begins at address `from` + k * `each`. */
export type Scratch = { readonly from: number; readonly each: number };

type Names<R, Type extends string> = R extends { readonly [T in Type]: readonly (infer Name extends string)[] }
  ? Name
  : never;

type Fields<R> = { readonly [Name in Names<R, 'usize'> | Names<R, 'i32'> | Names<R, 'f32'>]: number } & {
  readonly [Name in Names<R, 'bool'>]: boolean;
};

/** The geometry of a convolution, as its kernels take it. */
export type ConvWindow = Fields<(typeof RECORDS)['Window']>;

type ParamsOf<R> = Fields<R> &
  (R extends { readonly begins: 'Window' } ? { readonly window: ConvWindow } : unknown) &
  (R extends { readonly scratch: true } ? { readonly scratch: Scratch } : unknown);

/** What a kernel takes. */
export type KernelParams<K extends Kernel> = ParamsOf<(typeof RECORDS)[(typeof KERNELS)[K]]>;

type Field = { readonly name: string; readonly type: 'usize' | 'i32' | 'f32' | 'bool' };

/** A record's own parameters in the order in which they lie in memory. */
export function fieldsOf(record: keyof typeof RECORDS): Field[] {
  const fields: RecordFields = RECORDS[record];
  const types = ['usize', 'i32', 'f32', 'bool'] as const;
  return types.flatMap((type) => (fields[type] ?? []).map((name) => ({ name, type })));
}

const LAYOUTS = new Map(
  Object.entries(KERNELS).map(([kernel, record], number) => [kernel, { number, fields: fieldsOf(record) }]),
);
const WINDOW_FIELDS = fieldsOf('Window');

/** The largest job: a kernel's number, a window, parameters, scratch. */
export const JOB_BYTES =
  4 * Math.max(...[...LAYOUTS.values()].map(({ fields }) => 1 + WINDOW_FIELDS.length + fields.length + 2));

/**
 * Writes a kernel's number, its parameters and its scratch to address `at` of the heap. It runs a hundred times in a step of
 * training: give it a plain literal, since V8 takes 10 us to make one of several spread objects; to write it takes 0.6.
 */
export function writeJob<K extends Kernel>(heap: DataView, at: number, kernel: K, params: KernelParams<K>): void {
  const layout = LAYOUTS.get(kernel);
  if (!layout) throw new Error(`There is no kernel ${kernel}.`);
  const { window, scratch }: { readonly window?: ConvWindow; readonly scratch?: Scratch } = params;
  heap.setUint32(at, layout.number, true);
  let next = at + 4;
  if (window) next = writeFields(heap, next, WINDOW_FIELDS, window);
  next = writeFields(heap, next, layout.fields, params);
  if (!scratch) return;
  heap.setUint32(next, scratch.from, true);
  heap.setUint32(next + 4, scratch.each, true);
}

/** Returns the address behind them. */
function writeFields(
  heap: DataView,
  at: number,
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): number {
  for (const { name, type } of fields) {
    if (type === 'f32') heap.setFloat32(at, Number(values[name]), true);
    else heap.setUint32(at, Number(values[name]), true);
    at += 4;
  }
  return at;
}
