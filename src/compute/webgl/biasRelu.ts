import type { TensorInfo } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { asLines, channelSums, linesOf, perChannel, perTexel } from './channelSums.ts';

/** GLSL: what a ReLU lets through of `dy`, judged by its output `y_`; all of it where there is no ReLU. */
export function passing(place: string, rectify: boolean): string {
  return rectify ? `mix(vec4(0.0), getDy(${place}), greaterThan(getY_(${place}), vec4(0.0)))` : `getDy(${place})`;
}

/** dy [..., channels] and, behind a ReLU, its output y -> [dbias], and dz where there is a ReLU. */
export function biasGradient(backend: MathBackendWebGL, dy: TensorInfo, y: TensorInfo | undefined): TensorInfo[] {
  const rectify = y !== undefined;
  const inputs = { dy: asLines(dy), ...(y ? { y_: asLines(y) } : {}) };
  const terms = { inputs: Object.keys(inputs), code: `p = ${passing('line, x, at.z', rectify)}; q = vec4(0.0);` };
  const sums = channelSums(backend, linesOf(dy), terms, Object.values(inputs));
  const dbias = perChannel(backend, sums, 'total.xy');
  backend.disposeIntermediateTensorInfo(sums);
  return rectify ? [dbias, perTexel(backend, dy.shape, passing('at.x, at.y, at.z', true), inputs)] : [dbias];
}
