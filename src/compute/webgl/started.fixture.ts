import { ready, setBackend } from '@tensorflow/tfjs';
import { prepareWebGL, webglSupport } from '../webglDevice.ts';

let prepared = false;

/** For tests: starts tfjs's WebGL backend, drawn by software where there is no GPU. False where there is no WebGL. */
export async function startWebGL(): Promise<boolean> {
  if (!webglSupport().available) return false;
  if (!prepared) prepareWebGL();
  prepared = true;
  await setBackend('webgl');
  await ready();
  return true;
}
