import type { BackendName, BackendOffer } from '../../../../../compute/backends.ts';
import type { BenchmarkResult } from '../../../../../compute/benchmark/chooseBackend.ts';
import { formatRate } from '../../../../components/text/format.ts';
import type { BenchmarksState } from './backendBenchmarks.ts';

/** A line of the table of backends. */
export type BackendRow = {
  readonly backend: BackendName;
  /** What it runs on, or why it cannot be used; empty where it is not here. */
  readonly about: string;
  readonly speed: string;
  /** False where `speed` is no rate. */
  readonly isRate: boolean;
  /** What Auto takes. */
  readonly taken: boolean;
};

/** Backends as they would be taken: measured ones by their rate, then what is only bounded, then the rest. */
export function backendRows(offers: readonly BackendOffer[], state: BenchmarksState): BackendRow[] {
  const trials = state.step === 'measured' ? state.figures.trials : [];
  const chosen = state.step === 'measured' ? state.figures.choice.backend : null;
  const ruled = offers.find((offer) => offer.recommended)?.backend;
  const rows = offers.map((offer) => {
    const trial = trials.find(({ backend }) => backend === offer.backend);
    const row = { backend: offer.backend, taken: offer.backend === (chosen ?? ruled) };
    const result = trial?.result ?? null;
    const about = offer.available ? aboutOf(trial?.device ?? offer.device, result) : '';
    return { row: { ...row, about, ...speedOf(offer, result, state) }, order: orderOf(offer, result) };
  });
  return rows.sort((a, b) => b.order - a.order).map(({ row }) => row);
}

function aboutOf(device: string, result: BenchmarkResult | null): string {
  if (result?.outcome === 'unusable') return result.reason;
  if (result?.outcome === 'given-up') return `${device}; cancelled after ${(result.afterMs / 1000).toFixed(1)} s`;
  return device;
}

function speedOf(
  { available, backend }: BackendOffer,
  result: BenchmarkResult | null,
  state: BenchmarksState,
): Pick<BackendRow, 'speed' | 'isRate'> {
  const words = (speed: string) => ({ speed, isRate: false });
  if (!available) return words('not offered here');
  if (state.step === 'measuring') return words(state.backend === backend ? 'measuring…' : '–');
  switch (result?.outcome) {
    case 'measured':
      return { speed: formatRate(result.scansPerSecond), isRate: true };
    case 'given-up':
      return result.atMost === null
        ? words('too slow to measure')
        : { speed: `under ${formatRate(result.atMost)}`, isRate: true };
    case 'unusable':
      return words('cannot be used');
    default:
      return words('not measured');
  }
}

function orderOf({ available }: BackendOffer, result: BenchmarkResult | null): number {
  if (result?.outcome === 'measured') return 3 + result.scansPerSecond;
  if (result?.outcome === 'given-up') return 2;
  return available ? 1 : 0;
}
