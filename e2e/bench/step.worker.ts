import * as Comlink from 'comlink';
import { startEngine } from '../../src/compute/backend.ts';
import type { BackendName } from '../../src/compute/engineInfo.ts';
import { presets } from '../../src/model/presets.ts';
import { train } from '../../src/training/train.ts';

/** Steps whose times are thrown away: they compile. */
const WARM_UP = 2;

const stepBench = {
  /** Median milliseconds of a training step of our own loop on random pixels, and the device it ran on. */
  async step(preset: 'course' | 'compact', backend: BackendName, size: number, batchSize: number, steps: number) {
    const { device } = await startEngine(backend);
    const chosen = presets.find(({ id }) => id === preset);
    if (!chosen) throw new Error(`no preset ${preset}`);
    const count = batchSize * steps;
    const scans = {
      pixels: crypto32(count * size * size),
      labels: Uint8Array.from({ length: count }, (_, index) => index % 2),
    };
    const validation = { pixels: scans.pixels.slice(0, 2 * size * size), labels: scans.labels.slice(0, 2) };
    const job = {
      network: chosen.network,
      input: { size, depth: 1 as const },
      classCount: 2,
      hyperparameters: { ...chosen.hyperparameters, epochs: 1, batchSize },
      augmentation: chosen.augmentation,
      training: scans,
      validation,
      checkpoint: null,
    };
    const milliseconds: number[] = [];
    let last = performance.now();
    for await (const step of train(job, new AbortController().signal)) {
      if (step.type === 'batch') milliseconds.push(performance.now() - last);
      last = performance.now();
    }
    return { device, ms: median(milliseconds.slice(WARM_UP)) };
  },
};

export type StepBench = typeof stepBench;

/** Random bytes; `getRandomValues` gives at most 65536 at a time. */
function crypto32(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

Comlink.expose(stepBench);
