import { useEffect, useRef, useState } from 'react';
import { failureSentence } from './text/failureSentence.ts';

export type QueryResult<Value> =
  | { readonly step: 'none' }
  | {
      readonly step: 'answered';
      readonly value: Value /** False while a newer question is asked. */;
      readonly fresh: boolean;
    }
  | { readonly step: 'failed'; readonly reason: string };

type Asking<Question> = { busy: boolean; next: { readonly question: Question } | null };

/**
 * The answer to the newest question, one question on its way at a time: while a slow answer is awaited, only the
 * newest of the questions that come up is asked next. Questions that are equal as JSON are the same.
 */
export function useLatestQuery<Question, Value>(
  question: Question | null,
  ask: (question: Question) => Promise<Value>,
): QueryResult<Value> {
  const [answer, setAnswer] = useState<QueryResult<Value>>({ step: 'none' });
  const asking = useRef<Asking<Question>>({ busy: false, next: null });
  const askLatest = useRef(ask);
  askLatest.current = ask;
  const key = question === null ? null : JSON.stringify(question);

  useEffect(() => {
    if (key === null) return;
    const state = asking.current;
    state.next = { question: JSON.parse(key) as Question };
    setAnswer((before) => (before.step === 'answered' ? { ...before, fresh: false } : before));
    if (state.busy) return;
    state.busy = true;
    void askUntilQuiet(state, (each) => askLatest.current(each), setAnswer);
  }, [key]);

  return answer;
}

async function askUntilQuiet<Question, Value>(
  state: Asking<Question>,
  ask: (question: Question) => Promise<Value>,
  show: (answer: QueryResult<Value>) => void,
): Promise<void> {
  while (state.next) {
    const { question } = state.next;
    state.next = null;
    try {
      const value = await ask(question);
      show({ step: 'answered', value, fresh: state.next === null });
    } catch (failure) {
      show({ step: 'failed', reason: failureSentence(failure) });
    }
  }
  state.busy = false;
}
