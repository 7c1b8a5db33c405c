import type { TensorInfo } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { ConvShape } from '../kernels/operations/convShape.ts';
import { fewerSums } from './partialSums.ts';
import { cleared, type PackedProgram, run } from './programs.ts';
import { type ReductionSplits, reductionSplits } from './reductionSplits.ts';
import { half, type Texels, texelReader, withTexels } from './texels.ts';

/**
 * x [batch, height, width, inChannels], dy [batch, height, width, outChannels] -> the gradient of the filter. tfjs gives
 * every weight one fragment that goes over all pixels of all images. Here the sum is cut by lines (a row of one image):
 * partial sums [splits, filter rows, outChannels], then their sum; a fragment makes 2 x 2 weights from 2 pixels at a time.
 */
export function filterGradient(backend: MathBackendWebGL, shape: ConvShape, x: TensorInfo, dy: TensorInfo): TensorInfo {
  const partial = withTexels(backend, [x, dy], (pixels, gradient) =>
    run(backend, partialProgram(shape, { x: pixels, dy: gradient }), [pixels.info, gradient.info]),
  );
  const sums = fewerSums(backend, partial);
  const gradient = run(backend, totalProgram(shape, sums.shape[0] ?? 1), [sums]);
  backend.disposeIntermediateTensorInfo(sums);
  return gradient;
}

/** Rows of the filter as a matrix: one for each tap and input channel. */
export function filterRows({ filterHeight, filterWidth, inChannels }: ConvShape): number {
  return filterHeight * filterWidth * inChannels;
}

/** The lines of the output cut into parts. */
export function lineSplits(shape: ConvShape): ReductionSplits {
  const fragments = Math.ceil(filterRows(shape) / 2) * Math.ceil(shape.outChannels / 2);
  return reductionSplits(shape.batchSize * shape.outHeight, fragments);
}

type Inputs = { readonly x: Texels; readonly dy: Texels };

function partialProgram(shape: ConvShape, inputs: Inputs): PackedProgram {
  const { batchSize, outHeight, outWidth, outChannels, strideHeight, strideWidth } = shape;
  const { inChannels } = shape;
  const { count, length } = lineSplits(shape);
  // Two rows of the filter that lie in one texel of x are read together; with odd channels they do not.
  const streams = inChannels % 2 === 0 ? [0] : [0, 1];
  const each = (code: (i: number) => string) => streams.map(code).join('\n    ');
  const both = (name: string) => (streams.length === 1 ? `${name}0` : `vec2(${name}0, ${name}1)`);
  return {
    inputs: ['x', 'dy'],
    outputShape: [count, filterRows(shape), outChannels],
    code: `
${texelReader('x', inputs.x)}
${texelReader('dy', inputs.dy)}
${readers(shape)}

void main() {
  ivec3 at = getOutputCoords(); // split, row of the filter, output channel
  ${each((i) => `ivec3 tap${i} = tapOf(at.y + ${i});`)}
  vec4 sum = vec4(0.0);
  for (int line = at.x * ${length}; line < min(at.x * ${length} + ${length}, ${batchSize * outHeight}); line++) {
    int image = line / ${outHeight};
    int y = line - image * ${outHeight};
    int dyAt = line * ${half(outWidth) * half(outChannels)} + (at.z >> 1);
    ${each((i) => `int line${i} = lineOf(image, y * ${strideHeight} + tap${i}.x, tap${i}.z);`)}
    ${strideWidth === 1 ? each((i) => `Pixels carry${i} = beforeFirst(line${i}, tap${i});`) : ''}
    for (int x = 0; x < ${outWidth}; x += 2) {
      vec4 d = dyTexel(dyAt + (x >> 1) * ${half(outChannels)});
      ${outWidth % 2 === 1 ? `if (x + 1 >= ${outWidth}) d.zw = vec2(0.0);` : ''}
      Pixels a0, b0${streams.length === 2 ? ', a1, b1' : ''};
      ${each((i) => (strideWidth === 1 ? `nextTwo(line${i}, x, tap${i}, carry${i}, a${i}, b${i});` : `twoApart(line${i}, x, tap${i}, a${i}, b${i});`))}
      vec2 a = ${both('a')};
      vec2 b = ${both('b')};
      sum += vec4(a.x * d.xy + b.x * d.zw, a.y * d.xy + b.y * d.zw);
    }
  }
  ${cleared('sum', filterRows(shape), 'at.y', outChannels, 'at.z')}
  setOutput(sum);
}
`,
  };
}

/**
 * GLSL that reads x: `Pixels` is what one pixel gives to one stream, 2 channels or 1. A tap: the row and the column that
 * the first output pixel sees, and the channel.
 */
function readers(shape: ConvShape): string {
  const { inHeight, inWidth, inChannels, filterWidth, strideWidth, padInfo } = shape;
  const even = inChannels % 2 === 0;
  return `
#define Pixels ${even ? 'vec2' : 'float'}

ivec3 tapOf(int filterRow) {
  int tap = filterRow / ${inChannels};
  int row = tap / ${filterWidth};
  return ivec3(row - ${padInfo.top}, tap - row * ${filterWidth} - ${padInfo.left}, filterRow - tap * ${inChannels});
}

// The first texel of a row for a channel; -1 outside.
int lineOf(int image, int row, int channel) {
  if (row < 0 || row >= ${inHeight}) return -1;
  return (image * ${inHeight} + row) * ${half(inWidth) * half(inChannels)} + (channel >> 1);
}

// Pixels (column, column + 1) of an even column; black outside.
vec4 pixelsAt(int line, int column) {
  if (line < 0 || column < 0 || column >= ${inWidth}) return vec4(0.0);
  vec4 texel = xTexel(line + (column >> 1) * ${half(inChannels)});
  ${cleared('texel', inWidth, 'column', 2, '0')}
  return texel;
}

Pixels left(vec4 texel, int channel) { return ${even ? 'texel.xy' : '(channel & 1) == 0 ? texel.x : texel.y'}; }
Pixels right(vec4 texel, int channel) { return ${even ? 'texel.zw' : '(channel & 1) == 0 ? texel.z : texel.w'}; }
${strideWidth === 1 ? steppingByOne : steppingFar(strideWidth)}
`;
}

/** From an odd column on, two pixels lie in two texels: the right half of one waits for the next. */
const steppingByOne = `
Pixels beforeFirst(int line, ivec3 tap) {
  return (tap.y & 1) == 0 ? Pixels(0.0) : right(pixelsAt(line, tap.y - 1), tap.z);
}

void nextTwo(int line, int x, ivec3 tap, inout Pixels carry, out Pixels a, out Pixels b) {
  bool odd = (tap.y & 1) == 1;
  vec4 texel = pixelsAt(line, tap.y + x + (odd ? 1 : 0));
  a = odd ? carry : left(texel, tap.z);
  b = odd ? left(texel, tap.z) : right(texel, tap.z);
  carry = right(texel, tap.z);
}
`;

function steppingFar(stride: number): string {
  return `
Pixels pixelOf(int line, int column, int channel) {
  vec4 texel = pixelsAt(line, column - (column & 1));
  return (column & 1) == 0 ? left(texel, channel) : right(texel, channel);
}

void twoApart(int line, int x, ivec3 tap, out Pixels a, out Pixels b) {
  a = pixelOf(line, tap.y + x * ${stride}, tap.z);
  b = pixelOf(line, tap.y + (x + 1) * ${stride}, tap.z);
}
`;
}

/** [count, filter rows, outChannels] -> [height, width, inChannels, outChannels]. */
function totalProgram(shape: ConvShape, count: number): PackedProgram {
  const { filterShape, filterWidth, inChannels, outChannels } = shape;
  const even = inChannels % 2 === 0;
  return {
    inputs: ['sums'],
    outputShape: filterShape,
    code: `
vec2 rowOf(int i, int row, int channel) {
  vec4 texel = getSums(i, row, channel);
  return (row & 1) == 0 ? texel.xy : texel.zw;
}

void main() {
  ivec4 at = getOutputCoords();
  int row = (at.x * ${filterWidth} + at.y) * ${inChannels} + at.z;
  vec4 sum = vec4(0.0);
  for (int i = 0; i < ${count}; i++)
    sum += ${even ? 'getSums(i, row, at.w)' : 'vec4(rowOf(i, row, at.w), rowOf(i, row + 1, at.w))'};
  ${cleared('sum', inChannels, 'at.z', outChannels, 'at.w')}
  setOutput(sum);
}
`,
  };
}
