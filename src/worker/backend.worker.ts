import { availableBackends, startComputeBackend } from '../compute/backend.ts';
import { matrixRate } from '../compute/benchmark/matrixRate.ts';
import { fewerThreads, type ThreadsTried } from '../compute/benchmark/threadCounts.ts';
import { assertBackendAlive } from '../compute/canary.ts';
import { onBackendLost } from '../compute/contextLoss.ts';
import { tfjsVersion } from '../compute/tfjsVersion.ts';
import { runningKernels } from '../compute/wasmBackend.ts';
import { activations } from '../explain/activations.ts';
import { checkHeatMap, explainScan } from '../explain/explainScan.ts';
import { convolutionLayers } from '../explain/gradCam.ts';
import { buffersOf } from '../explain/operation.ts';
import { mapMaxima } from '../explain/strongestScans.ts';
import { trainingSteps } from '../explain/trainingSteps.ts';
import { embed, predictAndEmbed } from '../inference/embed.ts';
import { predictTogether } from '../inference/predict.ts';
import { membersOf } from '../model/ensemble.ts';
import { layerOfKind } from '../model/layers.ts';
import { artifactsOf, networkFromArtifacts } from '../model/network/artifacts.ts';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import type { Checkpoint } from '../training/checkpoint.ts';
import { stepTimes } from '../training/selfTest/measureStep.ts';
import { trainingSelfTest } from '../training/selfTest/trainingSelfTest.ts';
import { stepOperations } from '../training/stepWork.ts';
import { train } from '../training/train.ts';
import type { BackendEvent, ComputeBackend } from './backend/computeBackend.ts';
import { Throughput } from './backend/throughput.ts';
import { serve } from './rpc/serve.ts';
import { transfer } from './rpc/transfer.ts';
import { trustOwnThreads } from './spawnWorker.ts';

trustOwnThreads();

type Network = Awaited<ReturnType<typeof networkFromArtifacts>>;

const REPORT_EVERY_MS = 100;
/** Seed of the random weights that a heat map is compared with. */
const OTHER_WEIGHTS = 1;

/** A network, or the members of an ensemble. */
let loadedModel: { readonly id: string; readonly members: readonly Network[] } | null = null;
let gate: PromiseWithResolvers<void> | null = null;

const served: ComputeBackend = {
  offers: availableBackends,
  tfjsVersion: () => tfjsVersion,
  start: (choice, preferred) => startComputeBackend(choice, { preferred, canary: trainingSelfTest }),

  lost: () => new Promise(onBackendLost),

  async measure(backend, step, bounded, { goesOn }) {
    const operations = stepOperations(step.network, step.input, step.classCount);
    const { device } = await startComputeBackend(backend);
    const atMost = bounded ? (await matrixRate()) / operations : null;
    if (!(await goesOn({ stage: 'started', device, atMost }))) return;
    await trainingSelfTest();
    if (!(await goesOn({ stage: 'checked' }))) return;
    const kernels = runningKernels();
    const tried: ThreadsTried[] = [];
    for await (const stepMs of stepTimes(step, () => void goesOn({ stage: 'warm' }))) {
      const threads = kernels?.threads ?? null;
      if (threads !== null) tried.push({ threads, stepMs });
      const next = fewerThreads(tried);
      const scansPerSecond = (1000 * step.batchSize) / stepMs;
      const wanted = await goesOn({ stage: 'measured', scansPerSecond, threads, last: next === null });
      if (next === null || !wanted) return;
      kernels?.keepThreads(next);
    }
  },

  async train(job, options) {
    const { signal } = options;
    signal.addEventListener('abort', openGate);
    if (signal.aborted) openGate(); // stopped while it took over a paused run
    try {
      return await trainAndTell(job, options);
    } catch (error) {
      await assertBackendAlive(); // where the device is lost, that is the reason
      throw error;
    } finally {
      signal.removeEventListener('abort', openGate);
    }
  },

  pause() {
    gate ??= Promise.withResolvers<void>();
  },
  resume: openGate,

  async untrained(spec, input, classCount, seed) {
    const built = buildNetwork(spec, input, classCount, seed);
    try {
      const artifacts = await artifactsOf(built);
      return transfer(artifacts, [artifacts.weights]);
    } finally {
      built.dispose();
    }
  },
  holds: (id) => loadedModel?.id === id,
  unload,
  async load(id, artifacts) {
    unload();
    const members: Network[] = [];
    for (const member of membersOf(artifacts)) members.push(await networkFromArtifacts(member));
    loadedModel = { id, members };
  },
  async predict(pixels, count, input) {
    return predictTogether(loaded(), pixels, count, input);
  },
  async embed(pixels, count, input) {
    const embeddings = await embed(loaded()[0], pixels, count, input);
    return transfer(embeddings, [embeddings.values.buffer]);
  },
  async predictAndEmbed(pixels, count, input) {
    const found = await predictAndEmbed(loaded(), pixels, count, input);
    return transfer(found, [found.embeddings.values.buffer]);
  },
  async activations(id, pixels, input, asked) {
    if (loadedModel?.id !== id) return null;
    const found = await activations(loaded()[0], pixels, input, asked);
    await assertBackendAlive();
    return transfer(found, buffersOf(found));
  },
  async mapMaxima(pixels, count, input) {
    const maxima = await mapMaxima(loaded()[0], pixels, count, input);
    return transfer(
      maxima,
      maxima.flatMap(({ values, places }) => [values.buffer, places.buffer]),
    );
  },
  async trainingSteps({ network, classCount, seed }, job, options) {
    const layers = network.layers.filter(({ kind }) => layerOfKind(kind).effect !== 'none');
    const fresh = buildNetwork({ ...network, layers }, job.input, classCount, seed);
    try {
      return await trainingSteps(fresh, job, options);
    } finally {
      fresh.dispose();
    }
  },
  convolutions: () => convolutionLayers(loaded()[0]).length,
  async heatMap(pixels, input, asked, options) {
    const map = await explainScan(loaded(), pixels, input, asked, options);
    await assertBackendAlive();
    return transfer(map, [map.values.buffer]);
  },
  async heatMapChecks(pixels, input, asked, { spec, classCount, temperature }, { signal }) {
    const fresh = loaded().map((_, member) => buildNetwork(spec, input, classCount, OTHER_WEIGHTS + member));
    try {
      const answers = { members: loaded(), input, temperature };
      const checks = await checkHeatMap(answers, fresh, pixels, asked, signal);
      await assertBackendAlive();
      return checks;
    } finally {
      for (const each of fresh) each.dispose();
    }
  },
};

const trainAndTell: ComputeBackend['train'] = async (job, { onEvent, wantsCheckpoint, signal }) => {
  const steps = train(job, signal);
  const throughput = new Throughput(job.hyperparameters.epochs - (job.checkpoint?.epoch ?? 0));
  let losses: number[] = [];
  let lastReport = performance.now();
  for (;;) {
    if (gate) await pausedAt(gate, throughput);
    const { value: step, done } = await steps.next();
    if (done) return transfer(step, step.best ? [step.best.artifacts.weights] : []);
    if (step.type === 'warming-up') onEvent(step);
    if (step.type === 'epoch') {
      const checkpoint = (await wantsCheckpoint()) ? await step.checkpoint() : null;
      onEvent(transfer({ type: 'epoch', record: step.record, best: step.best, checkpoint }, spareBuffers(checkpoint)));
      throughput.epochEnded();
    }
    if (step.type !== 'batch') continue;
    losses.push(step.loss);
    throughput.batchEnded(step.scans, step.batchesPerEpoch);
    const last = step.batch === step.batchesPerEpoch;
    if (!last && performance.now() - lastReport < REPORT_EVERY_MS) continue;
    onEvent({ type: 'batches', ...progressOf(step), losses, ...throughput.estimate() } satisfies BackendEvent);
    losses = [];
    lastReport = performance.now();
  }
};

/** What the run does not need any more once it was saved; its best weights it does. */
function spareBuffers(checkpoint: Checkpoint | null): ArrayBuffer[] {
  if (!checkpoint) return [];
  const { weights, best, adam } = checkpoint;
  return [adam.firstMoments, adam.secondMoments, ...(weights === best.weights ? [] : [weights])];
}

function progressOf(step: { epoch: number; batch: number; batchesPerEpoch: number }) {
  return { epoch: step.epoch, batch: step.batch, batchesPerEpoch: step.batchesPerEpoch };
}

async function pausedAt(closed: PromiseWithResolvers<void>, throughput: Throughput): Promise<void> {
  await closed.promise;
  throughput.resumed();
}

function openGate(): void {
  gate?.resolve();
  gate = null;
}

function unload(): void {
  for (const member of loadedModel?.members ?? []) member.dispose();
  loadedModel = null;
}

function loaded(): readonly [Network, ...Network[]] {
  const [first, ...others] = loadedModel?.members ?? [];
  if (!first) throw new Error('No network is loaded.');
  return [first, ...others];
}

serve(served);
