import type { TensorInfo } from '@tensorflow/tfjs';
import { type MathBackendWebGL, webgl_util } from '@tensorflow/tfjs-backend-webgl';
import { copy } from './channelSums.ts';

/** A tensor on the GPU, packed, whose texels a shader counts by itself. */
export type Texels = {
  readonly info: TensorInfo;
  /** Texels in a row of the texture. */
  readonly across: number;
};

/**
 * Calls `use` with the inputs packed as their shapes say. tfjs's samplers turn (image, row, column, channel) into a place
 * anew for every fetch, which is more arithmetic than the multiplication the fetch is for: our inner loops count on.
 */
export function withTexels<Result>(
  backend: MathBackendWebGL,
  inputs: readonly TensorInfo[],
  use: (...texels: Texels[]) => Result,
): Result {
  const packed = inputs.map((input) => packedOf(backend, input));
  try {
    return use(...packed.map((info) => ({ info, across: across(backend, info) })));
  } finally {
    packed.forEach((info, i) => {
      if (info !== inputs[i]) backend.disposeIntermediateTensorInfo(info);
    });
  }
}

function packedOf(backend: MathBackendWebGL, input: TensorInfo): TensorInfo {
  const data = backend.texData.get(input.dataId);
  if (!data.texture) {
    Object.assign(data, { isPacked: true, shape: input.shape }); // as tfjs does before it uploads for a packed program
    backend.uploadToGPU(input.dataId);
  }
  if (!data.isPacked) return backend.packTensor(input);
  return webgl_util.isReshapeFree(data.shape, [...input.shape]) ? input : copy(backend, input);
}

function across(backend: MathBackendWebGL, { dataId }: TensorInfo): number {
  const [, columns = 1] = backend.texData.get(dataId).texShape ?? [];
  return Math.ceil(columns / 2);
}

/** GLSL: `<name>Texel(i)`, texel number i of an input. */
export function texelReader(name: string, { across }: Texels): string {
  return `
vec4 ${name}Texel(int i) {
  int row = int(uint(i) / ${across}u);
  return texelFetch(${name}, ivec2(i - row * ${across}, row), 0);
}
`;
}

/** Texels that hold so many numbers of one of the last two dimensions. */
export function half(numbers: number): number {
  return Math.ceil(numbers / 2);
}
