import * as Comlink from 'comlink';
import type { BackendName } from '../compute/engineInfo.ts';
import { bestRate, type EngineTrial, type TrialResult } from '../compute/engineTrial.ts';
import type { StepToMeasure } from '../training/measureStep.ts';
import type { Engine, MeasuringStage } from './engine.ts';
import engineWorkerUrl from './engine.worker.ts?worker&url';
import { spawnWorker } from './spawnWorker.ts';
import { TrialJudge, type TrialVerdict } from './trialJudge.ts';

/**
 * Measures a backend at a network, in a worker of its own that is ended afterwards: what hangs there, or loses its GPU,
 * hurts nobody. `soFar`: the trials of other engines, which decide how long this one is waited for. Rejects only when
 * `signal` aborts.
 */
export async function tryEngine(
  offer: { readonly backend: BackendName; readonly device: string },
  step: StepToMeasure,
  soFar: readonly EngineTrial[],
  signal: AbortSignal,
): Promise<EngineTrial> {
  const best = bestRate(soFar);
  const worker = spawnWorker(engineWorkerUrl, 'axial-trial');
  const judge = new TrialJudge(step.batchSize, best, soFar.length === 0);
  let device = offer.device;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const result = await new Promise<TrialResult>((resolve, reject) => {
      const follow = (verdict: TrialVerdict): boolean => {
        clearTimeout(timer);
        if (verdict.step === 'ended') resolve(verdict.result);
        else timer = setTimeout(() => follow(judge.timedOut(performance.now())), verdict.waitMs);
        return verdict.step === 'goes-on';
      };
      const unusable = (reason: string) => resolve({ outcome: 'unusable', reason });
      signal.addEventListener('abort', () => reject(signal.reason));
      worker.addEventListener('error', ({ message }) =>
        unusable(message || 'The worker of this engine did not start.'),
      );
      follow(judge.begins(performance.now()));
      const engine = Comlink.wrap<Engine>(worker);
      const goesOn = (stage: MeasuringStage) => {
        if (stage.stage === 'started') device = stage.device;
        return follow(judge.reached(stage, performance.now()));
      };
      void engine.whenLost(Comlink.proxy(unusable));
      engine
        .measure(offer.backend, step, best !== null, Comlink.proxy(goesOn))
        .catch((error: unknown) => unusable(error instanceof Error ? error.message : String(error)));
    });
    return { backend: offer.backend, device, result };
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
