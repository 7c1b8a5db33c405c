import { useEffect, useRef, useState } from 'react';
import type { TracedStep, WeightShape } from '../../../../../explain/trainingSteps.ts';
import type { TrainingStepsRequest } from '../../../../../worker/jobs/explain/explainProtocol.ts';
import { failureSentence } from '../../../../components/text/failureSentence.ts';
import { jobs } from '../../../../workspace/jobs.ts';

type StepsState = {
  /** Those of the request before stay until the first of the newest comes. */
  readonly steps: readonly TracedStep[];
  readonly weights: readonly WeightShape[];
  readonly failure: string | null;
  /** Steps that are done of the newest request; null while none is running. */
  readonly done: number | null;
};

const nothing: StepsState = { steps: [], weights: [], failure: null, done: null };

/** Nobody sees more than so many drawings a second. */
const DRAW_EVERY_MS = 200;

/**
 * Trains anew for each request, from the first weights; null asks for nothing. `stop` keeps the steps that are done.
 * @param request the same object until it is to be done again
 */
export function useSteps(request: TrainingStepsRequest | null): StepsState & { readonly stop: () => void } {
  const [state, setState] = useState<StepsState>(nothing);
  const stop = useRef(() => {});
  useEffect(() => {
    if (!request) return;
    const stopper = new AbortController();
    const { signal } = stopper;
    let steps: TracedStep[] = [];
    let drawnAt = 0;
    const draw = () => {
      drawnAt = performance.now();
      if (!signal.aborted)
        setState((before) => ({ ...before, steps: [...steps], failure: null, done: steps.length - 1 }));
    };
    stop.current = () => {
      stopper.abort();
      setState((before) => ({ ...before, steps: [...steps], done: null }));
    };
    setState((before) => ({ ...before, done: 0 }));
    const onStep = (step: TracedStep) => {
      if (step.step === 0) steps = []; // also where a backend was lost and all begins again
      steps.push(step);
      if (performance.now() - drawnAt > DRAW_EVERY_MS && steps.length > 1) draw();
    };
    jobs.trainingSteps(request, { onStep, signal }).then(
      (weights) => {
        if (!signal.aborted) setState({ steps, weights, failure: null, done: null });
      },
      (failure: unknown) => {
        const reason = failureSentence(failure);
        if (!signal.aborted) setState({ ...nothing, failure: reason });
      },
    );
    return () => stopper.abort();
  }, [request]);
  return { ...state, stop: () => stop.current() };
}
