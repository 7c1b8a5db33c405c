import { env } from '@tensorflow/tfjs';
import { runningWebGL } from './webglBackend.ts';

/** Texels of the largest texture that the GPU in use takes; null where WebGL is not in use. */
export function mostTexels(): number | null {
  return runningWebGL() ? env().getNumber('WEBGL_MAX_TEXTURE_SIZE') ** 2 : null;
}

/** Texels of a tensor: a texel holds 2 x 2 numbers of the last two dimensions. */
export function texelsOf(shape: readonly number[]): number {
  const [rows = 1, columns = 1] = shape.length === 1 ? [1, ...shape] : shape.slice(-2);
  return shape.slice(0, -2).reduce((product, length) => product * length, Math.ceil(rows / 2) * Math.ceil(columns / 2));
}

/** tfjs refuses a tensor for which no texture is large enough. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Requested texture size');
}
