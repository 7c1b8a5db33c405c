import type { TensorInfo } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { fewerSums } from './partialSums.ts';
import { cleared, type PackedProgram, run, seenAs } from './programs.ts';
import { reductionSplits } from './reductionSplits.ts';

/** [lines, width, channels]: what any tensor of 2 dimensions or more is, its last two as they are. */
type Lines = { readonly lines: number; readonly width: number; readonly channels: number };

export function linesOf({ shape }: TensorInfo): Lines {
  const [width = 1, channels = 1] = shape.slice(-2);
  return { lines: shape.slice(0, -2).reduce((product, length) => product * length, 1), width, channels };
}

export function asLines(tensor: TensorInfo): TensorInfo {
  const { lines, width, channels } = linesOf(tensor);
  return seenAs(tensor, [lines, width, channels]);
}

/** Two sums for each channel, over all pixels. */
type Terms = {
  readonly inputs: readonly string[];
  /** GLSL before the loop; knows `at.z`, the channel. */
  readonly before?: string;
  /** GLSL that sets the vec4 `p` and `q`, terms of the two sums for texel (line, x, at.z). */
  readonly code: string;
};

/** [parts, 2, channels]: few enough partial sums for one fragment to add. The caller disposes them. */
export function channelSums(
  backend: MathBackendWebGL,
  shape: Lines,
  terms: Terms,
  inputs: readonly TensorInfo[],
): TensorInfo {
  return fewerSums(backend, run(backend, sumsProgram(shape, terms), inputs));
}

function sumsProgram({ lines, width, channels }: Lines, { inputs, before = '', code }: Terms): PackedProgram {
  const { count, length } = reductionSplits(lines, Math.ceil(channels / 2));
  return {
    inputs,
    outputShape: [count, 2, channels],
    code: `
void main() {
  ivec3 at = getOutputCoords();
  ${before}
  vec4 sum = vec4(0.0);
  for (int line = at.x * ${length}; line < min(at.x * ${length} + ${length}, ${lines}); line++) {
    for (int x = 0; x < ${width}; x += 2) {
      vec4 p, q;
      ${code}
      ${cleared('p', width, 'x', 2, '0')}
      ${cleared('q', width, 'x', 2, '0')}
      sum += vec4(p.xy + p.zw, q.xy + q.zw);
    }
  }
  ${cleared('sum', 2, '0', channels, 'at.z')}
  setOutput(sum);
}
`,
  };
}

/** `value` (GLSL, a vec2 from `total`, both sums of channels c and c + 1) -> [channels]. */
export function perChannel(
  backend: MathBackendWebGL,
  sums: TensorInfo,
  value: string,
  others: Readonly<Record<string, TensorInfo>> = {},
): TensorInfo {
  const [parts = 1, , channels = 1] = sums.shape;
  const program: PackedProgram = {
    inputs: ['sums', ...Object.keys(others)],
    outputShape: [channels],
    code: `
void main() {
  int c = getOutputCoords();
  vec4 total = vec4(0.0);
  for (int i = 0; i < ${parts}; i++) total += getSums(i, 0, c);
  vec4 result = vec4(${value}, 0.0, 0.0);
  ${cleared('result', 2, '0', channels, 'c')}
  setOutput(result);
}
`,
  };
  return run(backend, program, [sums, ...Object.values(others)]);
}

/** `value` (GLSL, a vec4 at place ivec3 `at`) for every texel -> a tensor of `shape`. */
export function perTexel(
  backend: MathBackendWebGL,
  shape: readonly number[],
  value: string,
  inputs: Readonly<Record<string, TensorInfo>>,
  functions = '',
): TensorInfo {
  const { lines, width, channels } = linesOf({ shape: [...shape], dataId: {}, dtype: 'float32' });
  const program: PackedProgram = {
    inputs: Object.keys(inputs),
    outputShape: [lines, width, channels],
    code: `
${functions}
void main() {
  ivec3 at = getOutputCoords();
  vec4 result = ${value};
  ${cleared('result', width, 'at.y', channels, 'at.z')}
  setOutput(result);
}
`,
  };
  return seenAs(run(backend, program, Object.values(inputs)), [...shape]);
}

/** The same numbers in a texture of their own, packed as the shape says. */
export function copy(backend: MathBackendWebGL, tensor: TensorInfo): TensorInfo {
  return perTexel(backend, tensor.shape, 'getX(at.x, at.y, at.z)', { x: asLines(tensor) });
}
