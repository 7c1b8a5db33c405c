import { env, type LayersModel, ready, setBackend, type Tensor4D, tensor, tensor4d, train } from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url&inline';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url&inline';
import '@tensorflow/tfjs-backend-webgl';
import { buildNetwork } from '../../../src/model/network/buildNetwork.ts';
import { serve } from '../../../src/worker/rpc/serve.ts';
import { trustOwnThreads } from '../../../src/worker/spawnWorker.ts';
import { type Cell, presetOf } from './cell.ts';
import { addMissingKernel } from './missingKernel.ts';
import { milliseconds, Turns } from './turn.ts';

trustOwnThreads(); // tfjs's

let turns: Turns | null = null;
let compiles = true;

/** The same layers trained with tfjs's own `trainOnBatch` on its own kernels: nothing of ours is registered. */
const stockBench = {
  async start(backend: 'webgl' | 'webgpu' | 'wasm' | 'cpu') {
    if (backend === 'wasm') prepareWasm();
    if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
    if (!(await setBackend(backend))) throw new Error(`tfjs's ${backend} did not start.`);
    await ready();
    compiles = backend !== 'cpu';
    return { threads: backend === 'wasm' ? navigator.hardwareConcurrency : 1 };
  },

  openTraining(cell: Cell) {
    const network = networkOf(cell);
    network.compile({ optimizer: train.adam(1e-3), loss: 'binaryCrossentropy' });
    const x = scansOf(cell);
    const labels = Float32Array.from({ length: cell.batch }, (_, index) => index % 2);
    const y = tensor(labels, [cell.batch, 1]);
    // Resolves when the loss has been read.
    turns = new Turns(() => milliseconds(() => network.trainOnBatch(x, y)), compiles);
  },

  openPrediction(cell: Cell) {
    const network = networkOf(cell);
    const x = scansOf(cell);
    turns = new Turns(() => milliseconds(() => predictOnce(network, x)));
  },

  async turn(budgetMs: number) {
    if (!turns) throw new Error('Nothing is open.');
    return turns.take(budgetMs);
  },
};

/** All the threads that there are: by itself tfjs would take one on two cores. */
function prepareWasm(): void {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', crossOriginIsolated);
  setThreadsCount(navigator.hardwareConcurrency);
  addMissingKernel();
}

function networkOf({ preset, size }: Cell): LayersModel {
  return buildNetwork(presetOf(preset).network, { size, depth: 1 }, 2, 1);
}

function scansOf({ size, batch }: Cell): Tensor4D {
  return tensor4d(Float32Array.from({ length: batch * size * size }, Math.random), [batch, size, size, 1]);
}

async function predictOnce(network: LayersModel, x: Tensor4D): Promise<void> {
  const [y] = [network.predictOnBatch(x)].flat();
  await y?.data();
  y?.dispose();
}

serve(stockBench);
