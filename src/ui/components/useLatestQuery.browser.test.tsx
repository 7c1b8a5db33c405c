import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { useLatestQuery } from './useLatestQuery.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

type AskerProps = { readonly question: number; readonly ask: (question: number) => Promise<string> };

function Asker({ question, ask }: AskerProps) {
  const answer = useLatestQuery(question, ask);
  return <p>{answer.step === 'answered' ? `${answer.value}, ${answer.fresh ? 'fresh' : 'old'}` : answer.step}</p>;
}

test('while one answer is awaited only the newest of the questions that come up is asked next', async () => {
  const asked: number[] = [];
  const answers: ((value: string) => void)[] = [];
  const ask = (question: number) => {
    asked.push(question);
    return new Promise<string>((resolve) => answers.push(resolve));
  };
  const host = document.createElement('div');
  const root = createRoot(host);
  for (const question of [1, 2, 3, 4]) await act(() => root.render(<Asker question={question} ask={ask} />));
  expect(asked).toEqual([1]);

  await act(async () => answers[0]?.('one'));
  expect(asked).toEqual([1, 4]);
  expect(host.textContent).toBe('one, old');

  await act(async () => answers[1]?.('four'));
  expect(host.textContent).toBe('four, fresh');
  await act(() => root.unmount());
});
