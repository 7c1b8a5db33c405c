import type { DataType, TensorInfo } from '@tensorflow/tfjs';
import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/**
 * A shader over packed textures: a texel holds 2 x 2 numbers of the last two dimensions, (r, c), (r, c + 1), (r + 1, c),
 * (r + 1, c + 1). What lies beyond the end of a dimension may be anything in an input and must be 0 in an output.
 */
export type PackedProgram = {
  readonly inputs: readonly string[];
  readonly outputShape: readonly number[];
  /** GLSL with `main`; reads inputs by tfjs's samplers. Never holds numbers that change from step to step. */
  readonly code: string;
  readonly uniforms?: readonly { readonly name: string; readonly type: 'float' }[];
};

/** Runs a shader; the caller disposes the result. */
export function run(
  backend: MathBackendWebGL,
  program: PackedProgram,
  inputs: readonly TensorInfo[],
  uniforms: readonly (readonly number[])[] = [],
): TensorInfo {
  const { inputs: variableNames, outputShape, code: userCode, uniforms: customUniforms } = program;
  const gpgpu: GPGPUProgram = {
    variableNames: [...variableNames],
    outputShape: [...outputShape],
    userCode,
    packedInputs: true,
    packedOutput: true,
    ...(customUniforms ? { customUniforms: [...customUniforms] } : {}),
  };
  const dtype: DataType = 'float32';
  const values = uniforms.map((each) => [...each]);
  return backend.runWebGLProgram(gpgpu, [...inputs], dtype, values, true);
}

/** The same numbers under another shape; only where the last two dimensions stay. Not to be disposed. */
export function seenAs({ dataId, dtype }: TensorInfo, shape: number[]): TensorInfo {
  return { dataId, dtype, shape };
}

/** GLSL: sets what lies beyond the ends of the last two dimensions to 0 in `texel`; `row`, `column`: its first place. */
export function cleared(texel: string, rows: number, row: string, columns: number, column: string): string {
  const clearRow = rows % 2 === 1 ? `if (${row} + 1 >= ${rows}) ${texel}.zw = vec2(0.0);` : '';
  const clearColumn = columns % 2 === 1 ? `if (${column} + 1 >= ${columns}) ${texel}.yw = vec2(0.0);` : '';
  return `${clearRow} ${clearColumn}`;
}

/** GLSL: negative numbers become 0 and NaN stays NaN, so that a run that diverges is noticed; `max` may hide it. */
export const rectified = `
float rectified(float x) { return x < 0.0 ? 0.0 : x; }
vec4 rectified(vec4 x) { return vec4(rectified(x.x), rectified(x.y), rectified(x.z), rectified(x.w)); }
`;

/** GLSL for a number: 4 is an int there. */
export function literal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}
