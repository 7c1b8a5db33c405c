import type { ConvShape } from '../kernels/operations/convShape.ts';
import { cleared, type PackedProgram } from './programs.ts';

/** x -> the largest of every window. */
export function maxPoolProgram(shape: ConvShape): PackedProgram {
  const { outShape, outWidth, outChannels } = shape;
  return {
    inputs: ['x'],
    outputShape: outShape,
    code: `
${pixelReader(shape)}

// NaN stays NaN, so that a run that diverges is noticed.
float larger(float pixel, float most) { return pixel > most || isnan(pixel) ? pixel : most; }

vec2 largest(int image, int y, int x, int channel) {
  vec2 most = vec2(-3.4e38);
  ${overWindow(shape, 'most = vec2(larger(pixel.x, most.x), larger(pixel.y, most.y));')}
  return most;
}

void main() {
  ivec4 at = getOutputCoords();
  vec4 result = vec4(largest(at.x, at.y, at.z, at.w), largest(at.x, at.y, at.z + 1, at.w));
  ${cleared('result', outWidth, 'at.z', outChannels, 'at.w')}
  setOutput(result);
}
`,
  };
}

/**
 * dy, x, y -> dx. The first of equal pixels in a window takes its gradient, as in tfjs's CPU backend. tfjs's WebGL finds
 * the places in one pass over unpacked textures and gathers in a second; here every pixel asks its windows whether it
 * is their largest.
 */
export function maxPoolGradientProgram(shape: ConvShape): PackedProgram {
  const { inShape, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = shape;
  const { strideHeight, strideWidth, padInfo } = shape;
  const earlier = `if (wr > r || (wr == r && wc >= c)) break;
    taken = vec2(pixel.x == most.x ? 1.0 : taken.x, pixel.y == most.y ? 1.0 : taken.y);`;
  return {
    inputs: ['dy', 'x', 'y_'],
    outputShape: inShape,
    code: `
${pixelReader(shape)}

vec2 half_(vec4 texel, int column) { return (column & 1) == 0 ? texel.xy : texel.zw; }

// What window (y, x) passes to its pixel in row r, column c.
vec2 passed(int image, int y, int x, int r, int c, int channel, vec2 own) {
  vec2 most = half_(getY_(image, y, x, channel), x);
  vec2 d = half_(getDy(image, y, x, channel), x);
  vec2 taken = vec2(0.0);
  if (own.x == most.x || own.y == most.y) {
    ${overWindow(shape, earlier)}
  }
  return vec2(own.x == most.x && taken.x == 0.0 ? d.x : 0.0, own.y == most.y && taken.y == 0.0 ? d.y : 0.0);
}

vec2 gradientOf(int image, int row, int column, int channel, vec2 own) {
  vec2 sum = vec2(0.0);
  for (int r = (row + ${padInfo.top}) % ${strideHeight}; r < ${filterHeight}; r += ${strideHeight}) {
    int y = (row + ${padInfo.top} - r) / ${strideHeight};
    if (row + ${padInfo.top} < r || y >= ${outHeight}) continue;
    for (int c = (column + ${padInfo.left}) % ${strideWidth}; c < ${filterWidth}; c += ${strideWidth}) {
      int x = (column + ${padInfo.left} - c) / ${strideWidth};
      if (column + ${padInfo.left} < c || x >= ${outWidth}) continue;
      sum += passed(image, y, x, r, c, channel, own);
    }
  }
  return sum;
}

void main() {
  ivec4 at = getOutputCoords();
  vec4 own = getX(at.x, at.y, at.z, at.w);
  vec4 result = vec4(gradientOf(at.x, at.y, at.z, at.w, own.xy), gradientOf(at.x, at.y, at.z + 1, at.w, own.zw));
  ${cleared('result', inWidth, 'at.z', inChannels, 'at.w')}
  setOutput(result);
}
`,
  };
}

/** GLSL: two channels of a pixel. */
function pixelReader({ inHeight, inWidth }: ConvShape): string {
  return `
bool isInside(int row, int column) { return row >= 0 && row < ${inHeight} && column >= 0 && column < ${inWidth}; }

vec2 pixelOf(int image, int row, int column, int channel) {
  vec4 texel = getX(image, row, column - (column & 1), channel);
  return (column & 1) == 0 ? texel.xy : texel.zw;
}
`;
}

/** GLSL: does `code` with every `pixel` of window (y, x), in rows. */
function overWindow({ filterHeight, filterWidth, strideHeight, strideWidth, padInfo }: ConvShape, code: string) {
  return `for (int wr = 0; wr < ${filterHeight}; wr++) {
    for (int wc = 0; wc < ${filterWidth}; wc++) {
      int wRow = y * ${strideHeight} - ${padInfo.top} + wr;
      int wColumn = x * ${strideWidth} - ${padInfo.left} + wc;
      if (!isInside(wRow, wColumn)) continue;
      vec2 pixel = pixelOf(image, wRow, wColumn, channel);
      ${code}
    }
  }`;
}
