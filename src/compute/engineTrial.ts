import { type BackendName, type EnginePreference, engineNames } from './engineInfo.ts';

/** How one engine did at training one network. */
export type EngineTrial = {
  readonly backend: BackendName;
  /** As in `EngineInfo`. */
  readonly device: string;
  readonly result: TrialResult;
};

export type TrialResult =
  /** `threads`: of WASM, with how many it was the fastest. */
  | { readonly outcome: 'measured'; readonly scansPerSecond: number; readonly threads?: number }
  /** It was not waited for: `atMost` is what it can reach by what was seen of it; null where that says nothing. */
  | { readonly outcome: 'given-up'; readonly atMost: number | null; readonly afterMs: number }
  /** It did not start, computes wrong numbers, or fell over; in a sentence. */
  | { readonly outcome: 'unusable'; readonly reason: string };

/** What 'auto' takes after these trials: the fastest engine that was measured, and the figures as the reason. */
export function chooseByTrials(trials: readonly EngineTrial[]): EnginePreference {
  const [fastest, ...others] = byRate(trials);
  const threads = threadsOf(trials.find(({ backend }) => backend === 'wasm'));
  if (fastest?.result.outcome !== 'measured')
    return {
      backend: null,
      ...threads,
      reason: `No backend finished a step when they were measured${listed(trials)}.`,
    };
  const name = engineNames[fastest.backend];
  const rest = [...others, ...trials.filter(({ result }) => result.outcome !== 'measured')];
  const { backend } = fastest;
  if (rest.length === 0) return { backend, ...threads, reason: `${name} trains ${rateWords(fastest)} here.` };
  return { backend, ...threads, reason: `The fastest here: ${rateWords(fastest)}${listed(rest, '; ')}.` };
}

function threadsOf(trial: EngineTrial | undefined): Pick<EnginePreference, 'wasmThreads'> {
  const threads = trial?.result.outcome === 'measured' ? trial.result.threads : undefined;
  return threads === undefined ? {} : { wasmThreads: threads };
}

/** The rate of the fastest engine so far; null where none was measured. */
export function bestRate(trials: readonly EngineTrial[]): number | null {
  const [fastest] = byRate(trials);
  return fastest?.result.outcome === 'measured' ? fastest.result.scansPerSecond : null;
}

/** Those that were measured, fastest first. */
function byRate(trials: readonly EngineTrial[]): EngineTrial[] {
  const rateOf = ({ result }: EngineTrial) => (result.outcome === 'measured' ? result.scansPerSecond : 0);
  return trials.filter((trial) => rateOf(trial) > 0).toSorted((a, b) => rateOf(b) - rateOf(a));
}

function listed(trials: readonly EngineTrial[], lead = ': '): string {
  const words = trials.map((trial) => `${engineNames[trial.backend]} ${rateWords(trial)}`);
  return words.length === 0 ? '' : `${lead}${words.join('; ')}`;
}

/** '410 scans/s', 'at most 12 scans/s', 'no step within 4 s' */
function rateWords({ result }: EngineTrial): string {
  switch (result.outcome) {
    case 'measured':
      return `${roundedRate(result.scansPerSecond)} scans/s`;
    case 'given-up':
      return result.atMost === null
        ? `no step within ${Math.round(result.afterMs / 1000)} s`
        : `at most ${roundedRate(result.atMost)} scans/s`;
    case 'unusable':
      return 'cannot be used';
  }
}

function roundedRate(scansPerSecond: number): string {
  return scansPerSecond < 9.95 ? scansPerSecond.toFixed(1) : String(Math.round(scansPerSecond));
}
