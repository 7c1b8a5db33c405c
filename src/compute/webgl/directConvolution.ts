import type { WindowShape } from '../kernels/windowShape.ts';
import { cleared, type PackedProgram, rectified } from './programs.ts';

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

/** x, filter, perhaps bias -> y. */
export function forwardProgram(shape: WindowShape, ending: Ending): PackedProgram {
  const { inHeight, inWidth, inChannels, filterHeight, filterWidth, padInfo } = shape;
  const geometry: Geometry = {
    in: { height: inHeight, width: inWidth, channels: inChannels },
    outShape: shape.outShape,
    filter: { height: filterHeight, width: filterWidth },
    padTop: padInfo.top,
    padLeft: padInfo.left,
    backwards: false,
  };
  return program(geometry, ending);
}

/** dy, filter -> dx. */
export function backwardProgram(shape: WindowShape): PackedProgram {
  const { outHeight, outWidth, outChannels, filterHeight, filterWidth, padInfo } = shape;
  const geometry: Geometry = {
    in: { height: outHeight, width: outWidth, channels: outChannels },
    outShape: shape.inShape,
    filter: { height: filterHeight, width: filterWidth },
    padTop: filterHeight - 1 - padInfo.top,
    padLeft: filterWidth - 1 - padInfo.left,
    backwards: true,
  };
  return program(geometry, { bias: false, rectify: false });
}

/** Texels of a row that the windows of two neighbours touch, from an even column on. */
export function texelsAcross(filterWidth: number, padLeft: number): number {
  return Math.ceil((filterWidth + 1 + (Math.abs(padLeft) % 2)) / 2);
}

/**
 * A fragment makes 2 pixels of 2 channels. For every row of the window and every 2 input channels it reads the texels of
 * both windows once and a texel of the filter for each tap: a third fewer fetches than im2col and a product take, and
 * none of im2col's memory.
 */
function program(geometry: Geometry, { bias, rectify }: Ending): PackedProgram {
  const { filter, outShape, padTop, padLeft } = geometry;
  const { height, width, channels } = geometry.in;
  const [, , outWidth = 1, outChannels = 1] = outShape;
  const odd = Math.abs(padLeft) % 2;
  const texels = Array.from({ length: texelsAcross(filter.width, padLeft) }, (_, i) => i);
  const taps = Array.from({ length: filter.width }, (_, i) => i);
  const column = (i: number) => `t${(i + odd) >> 1}.${(i + odd) % 2 === 0 ? 'xy' : 'zw'}`;
  return {
    inputs: bias ? ['x', 'filter_', 'bias'] : ['x', 'filter_'],
    outputShape: outShape,
    code: `
${rectify ? rectified : ''}
vec4 texelOf(int image, int row, int column, int channel) {
  if (column < 0 || column >= ${width}) return vec4(0.0);
  vec4 texel = getX(image, row, column, channel);
  ${cleared('texel', width, 'column', channels, 'channel')}
  return texel;
}

// (from, to), (from, to + 1), (from + 1, to), (from + 1, to + 1)
vec4 tapOf(int row, int column, int from, int to) {
  ${tapCode(geometry)}
}

void add(inout vec4 sum, vec2 left, vec2 right, vec4 tap) {
  sum += vec4(left.x * tap.xy + left.y * tap.zw, right.x * tap.xy + right.y * tap.zw);
}

void main() {
  ivec4 at = getOutputCoords(); // image, y, x, channel
  int column = at.z - ${padLeft + odd};
  vec4 sum = vec4(0.0);
  for (int r = 0; r < ${filter.height}; r++) {
    int row = at.y + r - ${padTop};
    if (row < 0 || row >= ${height}) continue;
    for (int c = 0; c < ${channels}; c += 2) {
      ${texels.map((i) => `vec4 t${i} = texelOf(at.x, row, column + ${2 * i}, c);`).join('\n      ')}
      ${taps.map((q) => `add(sum, ${column(q)}, ${column(q + 1)}, tapOf(r, ${q}, c, at.w));`).join('\n      ')}
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

function tapCode({ filter, backwards, in: { channels } }: Geometry): string {
  if (!backwards)
    return `vec4 tap = getFilter_(row, column, from, to);
  ${channels % 2 === 1 ? `if (from + 1 >= ${channels}) tap.zw = vec2(0.0);` : ''}
  return tap;`;
  return `vec4 tap = getFilter_(${filter.height - 1} - row, ${filter.width - 1} - column, to, from);
  ${channels % 2 === 1 ? `if (from + 1 >= ${channels}) tap.yw = vec2(0.0);` : ''}
  return tap.xzyw;`;
}
