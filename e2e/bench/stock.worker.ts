import { layers, ready, sequential, setBackend, tensor, train } from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgl';
import * as Comlink from 'comlink';

/** The Course CNN as a tfjs user would write it, trained with tfjs's own `trainOnBatch`: nothing of ours. */
const stockBench = {
  async step(backend: 'webgl' | 'cpu', size: number, batchSize: number, steps: number, warmUp: number) {
    await setBackend(backend);
    await ready();
    const network = sequential({
      layers: [
        layers.conv2d({ inputShape: [size, size, 1], filters: 32, kernelSize: 3, activation: 'relu' }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.flatten(),
        layers.dense({ units: 512, activation: 'relu' }),
        layers.dense({ units: 1, activation: 'sigmoid' }),
      ],
    });
    network.compile({ optimizer: train.adam(1e-3), loss: 'binaryCrossentropy' });
    const pixels = Float32Array.from({ length: batchSize * size * size }, Math.random);
    const x = tensor(pixels, [batchSize, size, size, 1]);
    const y = tensor(
      Float32Array.from({ length: batchSize }, (_, index) => index % 2),
      [batchSize, 1],
    );
    const milliseconds: number[] = [];
    for (let step = 0; step < warmUp + steps; step++) {
      const startedAt = performance.now();
      await network.trainOnBatch(x, y); // resolves when the loss has been read back
      milliseconds.push(performance.now() - startedAt);
    }
    const sorted = milliseconds.slice(warmUp).sort((a, b) => a - b);
    return { ms: sorted[sorted.length >> 1] ?? 0 };
  },
};

export type StockBench = typeof stockBench;

Comlink.expose(stockBench);
