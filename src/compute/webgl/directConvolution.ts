import type { ConvShape } from '../kernels/operations/convShape.ts';
import { cleared, type PackedProgram, rectified } from './programs.ts';
import { half, type Texels, texelReader } from './texels.ts';

/** A convolution of stride 1 over [batch, height, width, channels]. */
type Geometry = {
  readonly in: { readonly height: number; readonly width: number; readonly channels: number };
  readonly outShape: readonly number[];
  readonly filter: { readonly height: number; readonly width: number };
  readonly padTop: number;
  readonly padLeft: number;
  /** With the filter turned around and its channels swapped: from the output's gradient to the input's. */
  readonly backwards: boolean;
};

/** What comes after the sum. */
export type Ending = { readonly bias: boolean; readonly rectify: boolean };

type Inputs = { readonly x: Texels; readonly filter: Texels };

/** x, filter, perhaps bias -> y. */
export function forwardProgram(shape: ConvShape, ending: Ending, inputs: Inputs): PackedProgram {
  const { inHeight, inWidth, inChannels, filterHeight, filterWidth, padInfo } = shape;
  const geometry: Geometry = {
    in: { height: inHeight, width: inWidth, channels: inChannels },
    outShape: shape.outShape,
    filter: { height: filterHeight, width: filterWidth },
    padTop: padInfo.top,
    padLeft: padInfo.left,
    backwards: false,
  };
  return program(geometry, ending, inputs);
}

/** dy, filter -> dx. */
export function backwardProgram(shape: ConvShape, inputs: Inputs): PackedProgram {
  const { outHeight, outWidth, outChannels, filterHeight, filterWidth, padInfo } = shape;
  const geometry: Geometry = {
    in: { height: outHeight, width: outWidth, channels: outChannels },
    outShape: shape.inShape,
    filter: { height: filterHeight, width: filterWidth },
    padTop: filterHeight - 1 - padInfo.top,
    padLeft: filterWidth - 1 - padInfo.left,
    backwards: true,
  };
  return program(geometry, { bias: false, rectify: false }, inputs);
}

/** Texels of a row that the windows of two neighbours touch, from an even column on. */
export function texelsAcross(filterWidth: number, padLeft: number): number {
  return Math.ceil((filterWidth + 1 + (Math.abs(padLeft) % 2)) / 2);
}

/**
 * A fragment makes 2 pixels of 2 channels. For every row of the window and every 2 input channels it reads the texels of
 * both windows once and a texel of the filter for each tap: fewer fetches than im2col and a product take, and none of
 * im2col's memory.
 */
function program(geometry: Geometry, { bias, rectify }: Ending, inputs: Inputs): PackedProgram {
  const { filter, outShape, padTop, padLeft } = geometry;
  const { height, width, channels } = geometry.in;
  const [, , outWidth = 1, outChannels = 1] = outShape;
  const odd = Math.abs(padLeft) % 2;
  const texels = Array.from({ length: texelsAcross(filter.width, padLeft) }, (_, i) => i);
  const taps = Array.from({ length: filter.width }, (_, i) => i);
  const column = (i: number) => `t${(i + odd) >> 1}.${(i + odd) % 2 === 0 ? 'xy' : 'zw'}`;
  const pairs = half(channels);
  return {
    inputs: bias ? ['x', 'filter_', 'bias'] : ['x', 'filter_'],
    outputShape: outShape,
    code: `
${rectify ? rectified : ''}
${texelReader('x', inputs.x)}
${texelReader('filter_', inputs.filter)}

// Pixels column and column + 1 of a row that begins at texel \`line\`; 2 channels.
vec4 pixelsAt(int line, int column, int pair) {
  if (column < 0 || column >= ${width}) return vec4(0.0);
  vec4 texel = xTexel(line + (column >> 1) * ${pairs} + pair);
  ${cleared('texel', width, 'column', channels, '2 * pair')}
  return texel;
}

// (from, to), (from, to + 1), (from + 1, to), (from + 1, to + 1)
vec4 tapOf(int row, int column, int pair, int to) {
  ${tapCode(geometry, half(outChannels))}
}

void add(inout vec4 sum, vec2 left, vec2 right, vec4 tap) {
  sum += vec4(left.x * tap.xy + left.y * tap.zw, right.x * tap.xy + right.y * tap.zw);
}

void main() {
  ivec4 at = getOutputCoords(); // image, y, x, channel
  int column = at.z - ${padLeft + odd};
  int to = at.w >> 1;
  vec4 sum = vec4(0.0);
  for (int r = 0; r < ${filter.height}; r++) {
    int row = at.y + r - ${padTop};
    if (row < 0 || row >= ${height}) continue;
    int line = (at.x * ${height} + row) * ${half(width) * pairs};
    for (int pair = 0; pair < ${pairs}; pair++) {
      ${texels.map((i) => `vec4 t${i} = pixelsAt(line, column + ${2 * i}, pair);`).join('\n      ')}
      ${taps.map((q) => `add(sum, ${column(q)}, ${column(q + 1)}, tapOf(r, ${q}, pair, to));`).join('\n      ')}
    }
  }
  ${bias ? 'vec2 biases = getBias(at.w).xy; sum += vec4(biases, biases);' : ''}
  ${rectify ? 'sum = rectified(sum);' : ''}
  ${cleared('sum', outWidth, 'at.z', outChannels, 'at.w')}
  setOutput(sum);
}
`,
  };
}

/** The filter is [height, width, from, to] forwards, and seen backwards [height, width, to, from]. */
function tapCode({ filter, backwards, in: { channels } }: Geometry, outPairs: number): string {
  const pairs = half(channels);
  if (!backwards)
    return `vec4 tap = filter_Texel(((row * ${filter.width} + column) * ${pairs} + pair) * ${outPairs} + to);
  ${cleared('tap', channels, '2 * pair', 2, '0')}
  return tap;`;
  const last = filter.height * filter.width - 1;
  return `vec4 tap = filter_Texel(((${last} - row * ${filter.width} - column) * ${outPairs} + to) * ${pairs} + pair);
  ${cleared('tap', 2, '0', channels, '2 * pair')}
  return tap.xzyw;`;
}
