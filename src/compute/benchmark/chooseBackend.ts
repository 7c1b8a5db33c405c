import * as v from 'valibot';
import { backendNameSchema } from '../backendSchemas.ts';
import { BACKEND_NAMES, BACKENDS, type BackendName, type BackendPreference } from '../backends.ts';

const rate = v.pipe(v.number(), v.finite(), v.minValue(0));

/** How one backend did at training one network. */
export const backendBenchmarkSchema = v.object({
  backend: backendNameSchema,
  /** As in `BackendInfo`. */
  device: v.string(),
  result: v.variant('outcome', [
    /** `threads`: of WASM, with how many it was the fastest. */
    v.object({
      outcome: v.literal('measured'),
      scansPerSecond: rate,
      threads: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
    /** It was not waited for: `atMost` is what it can reach by what was seen of it; null where that says nothing. */
    v.object({ outcome: v.literal('given-up'), atMost: v.nullable(rate), afterMs: rate }),
    /** It did not start, computes wrong numbers, or fell over; in a sentence. */
    v.object({ outcome: v.literal('unusable'), reason: v.string() }),
  ]),
});
export type BackendBenchmark = Readonly<v.InferOutput<typeof backendBenchmarkSchema>>;
export type BenchmarkResult = Readonly<BackendBenchmark['result']>;

/** WASM first: it compiles nothing, so that the others need not be waited for longer than it is worth. */
export const MEASURING_ORDER: readonly BackendName[] = ['wasm', ...BACKEND_NAMES.filter((name) => name !== 'wasm')];

/** Plain JavaScript is slower than all that was measured, and than a WASM that works, if slowly. */
export function isWorthMeasuring(backend: BackendName, soFar: readonly BackendBenchmark[]): boolean {
  if (backend !== 'cpu') return true;
  const slowWasm = soFar.some((trial) => trial.backend === 'wasm' && trial.result.outcome === 'given-up');
  return !slowWasm && bestRate(soFar) === null;
}

/** What 'auto' takes after these trials: the fastest backend that was measured, and the figures as the reason. */
export function chooseByBenchmark(trials: readonly BackendBenchmark[]): BackendPreference {
  const [fastest, ...others] = byRate(trials);
  const threads = threadsOf(trials.find(({ backend }) => backend === 'wasm'));
  if (fastest?.result.outcome !== 'measured')
    return {
      backend: null,
      ...threads,
      reason: `No backend finished a step when they were measured${listed(trials)}.`,
    };
  const name = BACKENDS[fastest.backend].label;
  const rest = [...others, ...trials.filter(({ result }) => result.outcome !== 'measured')];
  const { backend } = fastest;
  if (rest.length === 0) return { backend, ...threads, reason: `${name} trains ${rateWords(fastest)} here.` };
  return { backend, ...threads, reason: `The fastest here: ${rateWords(fastest)}${listed(rest, '; ')}.` };
}

function threadsOf(trial: BackendBenchmark | undefined): Pick<BackendPreference, 'wasmThreads'> {
  const threads = trial?.result.outcome === 'measured' ? trial.result.threads : undefined;
  return threads === undefined ? {} : { wasmThreads: threads };
}

/** The rate of the fastest backend so far; null where none was measured. */
export function bestRate(trials: readonly BackendBenchmark[]): number | null {
  const [fastest] = byRate(trials);
  return fastest?.result.outcome === 'measured' ? fastest.result.scansPerSecond : null;
}

/** The faster of two trials of one backend, of which the first was measured. */
export function faster(first: BackendBenchmark, second: BackendBenchmark): BackendBenchmark {
  return byRate([first, second])[0] ?? first;
}

/** Those that were measured, fastest first. */
function byRate(trials: readonly BackendBenchmark[]): BackendBenchmark[] {
  const rateOf = ({ result }: BackendBenchmark) => (result.outcome === 'measured' ? result.scansPerSecond : 0);
  return trials.filter((trial) => rateOf(trial) > 0).toSorted((a, b) => rateOf(b) - rateOf(a));
}

function listed(trials: readonly BackendBenchmark[], lead = ': '): string {
  const words = trials.map((trial) => `${BACKENDS[trial.backend].label} ${rateWords(trial)}`);
  return words.length === 0 ? '' : `${lead}${words.join('; ')}`;
}

/** '410 scans/s', 'at most 12 scans/s', 'no step within 4 s' */
function rateWords({ result }: BackendBenchmark): string {
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
