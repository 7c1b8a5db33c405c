import type { TensorInfo } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { passing } from './biasRelu.ts';
import { asLines, channelSums, linesOf, perChannel, perTexel } from './channelSums.ts';
import { literal, rectified } from './programs.ts';

type Options = { readonly epsilon: number; readonly rectify: boolean };

/** x [..., channels], gamma, beta [channels] -> y, and the batch's mean and variance: gamma (x - mean) / sqrt(variance + epsilon) + beta. */
export function batchNorm(
  backend: MathBackendWebGL,
  { x, gamma, beta }: { x: TensorInfo; gamma: TensorInfo; beta: TensorInfo },
  { epsilon, rectify }: Options,
): [y: TensorInfo, mean: TensorInfo, variance: TensorInfo] {
  const rows = asLines(x);
  // Sums about the first pixel, so that a mean far from 0 does not swallow the variance.
  const terms = {
    inputs: ['x'],
    before: 'vec2 first = getX(0, 0, at.z).xy;',
    code: 'p = getX(line, x, at.z) - vec4(first, first); q = p * p;',
  };
  const sums = channelSums(backend, linesOf(x), terms, [rows]);
  const n = literal(pixels(x));
  const mean = perChannel(backend, sums, `getX(0, 0, c).xy + total.xy / ${n}`, { x: rows });
  const variance = perChannel(backend, sums, `max(vec2(0.0), (total.zw - total.xy * total.xy / ${n}) / ${n})`);
  backend.disposeIntermediateTensorInfo(sums);
  const value = `scaled(getX(at.x, at.y, at.z), getMean(at.z).xy, ${scaleOf(epsilon, 'at.z')}, getBeta(at.z).xy)`;
  const functions = `
${rectified}
vec4 scaled(vec4 x, vec2 mean, vec2 scale, vec2 beta) {
  return (x - vec4(mean, mean)) * vec4(scale, scale) + vec4(beta, beta);
}`;
  const inputs = { x: rows, mean, variance, gamma, beta };
  return [perTexel(backend, x.shape, rectify ? `rectified(${value})` : value, inputs, functions), mean, variance];
}

type Saved = Readonly<Record<'dy' | 'x' | 'gamma' | 'y' | 'mean' | 'variance', TensorInfo>>;

/** The gradients of x, gamma and beta, through mean and variance too (Ioffe and Szegedy 2015, section 3). */
export function batchNormGradient(
  backend: MathBackendWebGL,
  saved: Saved,
  { epsilon, rectify }: Options,
): [dx: TensorInfo, dgamma: TensorInfo, dbeta: TensorInfo] {
  const { gamma, mean, variance } = saved;
  const [dy, x, y] = [saved.dy, saved.x, saved.y].map(asLines) as [TensorInfo, TensorInfo, TensorInfo];
  const through = rectify ? { y_: y } : {};
  const terms = {
    inputs: ['dy', ...Object.keys(through), 'x', 'mean'],
    before: 'vec4 middle = vec4(getMean(at.z).xy, getMean(at.z).xy);',
    code: `p = ${passing('line, x, at.z', rectify)}; q = p * (getX(line, x, at.z) - middle);`,
  };
  const sums = channelSums(backend, linesOf(x), terms, [dy, ...Object.values(through), x, mean]);
  const dgamma = perChannel(backend, sums, `total.zw / sqrt(getVariance(c).xy + ${literal(epsilon)})`, { variance });
  const dbeta = perChannel(backend, sums, 'total.xy');
  backend.disposeIntermediateTensorInfo(sums);
  const n = literal(pixels(x));
  const functions = `
vec4 both(vec2 channels) { return vec4(channels, channels); }
vec4 gradient(ivec3 at) {
  vec4 normal = (getX(at.x, at.y, at.z) - both(getMean(at.z).xy)) / both(sqrt(getVariance(at.z).xy + ${literal(epsilon)}));
  vec4 own = ${passing('at.x, at.y, at.z', rectify)};
  vec4 rest = own - (both(getDbeta(at.z).xy) + normal * both(getDgamma(at.z).xy)) / ${n};
  return rest * both(${scaleOf(epsilon, 'at.z')});
}`;
  const inputs = { dy, ...through, x, gamma, mean, variance, dgamma, dbeta };
  return [perTexel(backend, saved.x.shape, 'gradient(at)', inputs, functions), dgamma, dbeta];
}

function scaleOf(epsilon: number, channel: string): string {
  return `getGamma(${channel}).xy / sqrt(getVariance(${channel}).xy + ${literal(epsilon)})`;
}

function pixels(x: TensorInfo): number {
  const { lines, width } = linesOf(x);
  return lines * width;
}
