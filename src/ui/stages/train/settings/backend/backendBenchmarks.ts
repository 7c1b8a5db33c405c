import { useCallback, useEffect, useRef, useState } from 'react';
import type { BackendName } from '../../../../../compute/backends.ts';
import type { MeasuredStep } from '../../../../../training/selfTest/measureStep.ts';
import type { BenchmarkReport } from '../../../../../worker/jobs/training/trainingProtocol.ts';
import { failureSentence } from '../../../../components/text/failureSentence.ts';
import { jobs } from '../../../../workspace/jobs.ts';

/** What is known of the backends' speed at the network of the form. */
export type BenchmarksState =
  | { readonly step: 'unknown' }
  /** `backend`: whose turn it is; null until that is known. */
  | { readonly step: 'measuring'; readonly backend: BackendName | null }
  | { readonly step: 'measured'; readonly figures: BenchmarkReport }
  | { readonly step: 'failed'; readonly reason: string };

/** The form is not measured between two key strokes. */
const QUIET_MS = 1000;

/**
 * The figures of a network: as remembered, else (where `automatic`) measured once the form has been left alone for a
 * moment. `measure` measures again. A `target` of null is not measured.
 */
export function useBackendBenchmarks(target: MeasuredStep | null, automatic: boolean) {
  const [state, setState] = useState<BenchmarksState>({ step: 'unknown' });
  const asked = useRef(0);
  const key = target === null ? null : JSON.stringify(target);

  const measure = useCallback(async () => {
    if (key === null) return;
    asked.current += 1;
    const mine = asked.current;
    const show = (next: BenchmarksState) => {
      if (mine === asked.current) setState(next);
    };
    show({ step: 'measuring', backend: null });
    try {
      const onBackend = (backend: BackendName) => show({ step: 'measuring', backend });
      show({ step: 'measured', figures: await jobs.measureBackends(JSON.parse(key), { onBackend }) });
    } catch (failure) {
      show({ step: 'failed', reason: failureSentence(failure) });
    }
  }, [key]);

  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    setState({ step: 'unknown' });
    if (key === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const recall = async () => {
      const figures = await jobs.benchmarkReport(JSON.parse(key)).catch(() => null);
      if (mine !== asked.current) return;
      if (figures) setState({ step: 'measured', figures });
      else if (automatic) timer = setTimeout(() => void measure(), QUIET_MS);
    };
    void recall();
    return () => {
      asked.current += 1; // what is still under way is of another network, or of a form that is gone
      clearTimeout(timer);
    };
  }, [key, automatic, measure]);

  return { state, measure };
}
