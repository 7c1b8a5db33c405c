import { backend, env, getBackend } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/** tfjs's backend where it is the one in use, on WebGL 2; else null. */
export function runningWebGL(): MathBackendWebGL | null {
  return getBackend() === 'webgl' && env().getNumber('WEBGL_VERSION') === 2 ? (backend() as MathBackendWebGL) : null;
}
