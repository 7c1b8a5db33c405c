import { availableBackends, startComputeBackend } from '../../../src/compute/backend.ts';
import type { BackendName } from '../../../src/compute/backends.ts';
import { predict } from '../../../src/inference/predict.ts';
import { artifactsOf, networkFromArtifacts } from '../../../src/model/network/artifacts.ts';
import { buildNetwork } from '../../../src/model/network/buildNetwork.ts';
import { serve } from '../../../src/worker/rpc/serve.ts';
import { trustOwnThreads } from '../../../src/worker/spawnWorker.ts';
import { type Cell, presetOf } from './cell.ts';
import { type EpochSizes, epochParts } from './epochParts.ts';
import { KernelTimes } from './kernelTimes.ts';
import { TrainingSteps } from './trainingSteps.ts';
import { milliseconds, randomBytes, Turns } from './turn.ts';

trustOwnThreads(); // tfjs's

/** `sample` does what is measured once: milliseconds. */
type Run = { readonly sample: () => Promise<number>; readonly turns: Turns; readonly steps?: TrainingSteps };

const runs = new Map<string, Run>();

/** Axial's own backend, training loop and prediction. Runs are held by name. */
const axialBench = {
  offers: availableBackends,

  /** `threads`: as many as a machine with so many cores would use; 0: as many as there are here. */
  async start(backend: BackendName, threads = 0) {
    if (threads > 0) Object.defineProperty(navigator, 'hardwareConcurrency', { value: threads });
    return startComputeBackend(backend);
  },

  openTraining(name: string, cell: Cell, augmented: boolean) {
    const steps = new TrainingSteps(cell, augmented);
    const sample = () => steps.step();
    runs.set(name, { steps, sample, turns: new Turns(sample) });
  },

  /** A network as it comes out of the storage, and random scans for it. */
  async openPrediction(name: string, { preset, size, batch }: Cell) {
    const input = { size, depth: 1 as const };
    const built = buildNetwork(presetOf(preset).network, input, 2, 1);
    const network = await networkFromArtifacts(await artifactsOf(built));
    built.dispose();
    const pixels = randomBytes(batch * size * size);
    const sample = () => milliseconds(() => predict(network, pixels, batch, input));
    runs.set(name, { sample, turns: new Turns(sample) });
  },

  /** Where an epoch of the training loop goes. The backend must have been started. */
  epochParts: (cell: Cell, sizes: EpochSizes, augmented: boolean) => epochParts(cell, sizes, augmented),

  turn: (name: string, budgetMs: number) => runOf(name).turns.take(budgetMs),

  /** Where the time of `count` steps or predictions goes, kernel by kernel. They must have been warmed up by a turn. */
  async kernelTimes(name: string, count: number) {
    const { sample } = runOf(name);
    const times = new KernelTimes();
    let stepMs = 0;
    try {
      for (let step = 0; step < count; step++) stepMs += await sample();
    } finally {
      times.stop();
    }
    return { steps: count, stepMs: stepMs / count, frames: times.frames() };
  },

  async close(name: string) {
    await runOf(name).steps?.end();
    runs.delete(name);
  },
};

function runOf(name: string): Run {
  const run = runs.get(name);
  if (!run) throw new Error(`Nothing called ${name} is open.`);
  return run;
}

serve(axialBench);
