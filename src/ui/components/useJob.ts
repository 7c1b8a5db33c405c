import { useEffect, useState } from 'react';
import { failureSentence } from './text/failureSentence.ts';

/** An answer on its way, or there. */
export type JobState<Value> = {
  readonly value: Value | null;
  /** 0..1 while it is made. */
  readonly share: number;
  readonly failure: string | null;
};

type WhileRunning = { readonly onProgress: (share: number) => void; readonly signal: AbortSignal };

/** What a job answers that shows how far it is; a job for another key stops the one before. A key of null asks for nothing. */
export function useJob<Value>(key: string | null, run: (options: WhileRunning) => Promise<Value>): JobState<Value> {
  const nothing: JobState<Value> = { value: null, share: 0, failure: null };
  const [state, setState] = useState<{ readonly of: string | null } & JobState<Value>>({ of: null, ...nothing });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the job is another function at every render; the key says when it differs.
  useEffect(() => {
    if (key === null) return;
    const stopper = new AbortController();
    const { signal } = stopper;
    const tell = (change: Partial<JobState<Value>>) => {
      if (!signal.aborted) setState((before) => ({ ...(before.of === key ? before : nothing), of: key, ...change }));
    };
    run({ signal, onProgress: (share) => tell({ share }) }).then(
      (value) => tell({ value }),
      (failure: unknown) => tell({ failure: failureSentence(failure) }),
    );
    return () => stopper.abort();
  }, [key]);
  return state.of === key ? state : nothing;
}
