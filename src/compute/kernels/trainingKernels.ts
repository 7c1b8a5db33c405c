import { getKernel, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs';
import { convFilterGradientConfig } from './convFilterGradient.ts';
import { convInputGradientConfig } from './convInputGradient.ts';
import { matrixProductConfig } from './matrixProduct.ts';
import { maxPoolGradientConfig } from './maxPoolGradient.ts';
import { tileConfig } from './tile.ts';

let added = false;

/**
 * Gives tfjs's WASM backend what it lacks to train a network, and faster versions of what it has. Must be called before
 * the backend starts, because tfjs prepares its own kernels then.
 */
export function addTrainingKernels(): void {
  if (added) return;
  added = true;
  registerKernel(convFilterGradientConfig);
  replace(convInputGradientConfig);
  replace(maxPoolGradientConfig);
  improve('BatchMatMul', matrixProductConfig);
  improve('Tile', tileConfig);
}

function improve(kernelName: string, improved: (stock: KernelConfig) => KernelConfig): void {
  const stock = getKernel(kernelName, 'wasm');
  if (stock) replace(improved(stock));
}

function replace(config: KernelConfig): void {
  if (getKernel(config.kernelName, config.backendName)) unregisterKernel(config.kernelName, config.backendName);
  registerKernel(config);
}
