import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Asked = { readonly scan: string; readonly values: readonly number[] };
const activations = vi.fn(async ({ scan }: Asked) => ({ classified: [Number(scan)], operations: [], output: null }));
vi.mock('../../../workspace/jobs.ts', () => ({ jobs: { activations } }));
vi.mock('../../../../explain/operation.ts', async (original) => ({
  ...(await original<object>()),
  buffersOf: () => [],
}));
const { askAhead, useActivations } = await import('./useActivations.ts');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
let host: HTMLElement;
let root: Root;
const of = { modelId: 'm' };

function Probe({ scan, values }: Asked) {
  const { found } = useActivations({ scan: { key: scan }, network: { of } }, { values });
  return <p>{found?.classified?.[0]}</p>;
}

const show = (scan: string, operation: number) =>
  act(async () => root.render(<Probe scan={scan} values={[operation]} />));
const questions = () => activations.mock.calls.map(([{ scan, values }]) => `${values} of ${scan}`);

beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
});

test('what was asked last of a scan is asked of the next one ahead, and not again when that is chosen', async () => {
  for (const operation of [1, 2, 3]) await show('7', operation);
  await askAhead('7', '8');
  expect(questions()).toEqual(['1 of 7', '2 of 7', '3 of 7', '2 of 8', '3 of 8']);
  await show('8', 3);
  expect(host.textContent).toBe('8');
  expect(questions()).toHaveLength(5);
});

test('of a scan of which nothing was asked yet, the first question is asked ahead once it is answered', async () => {
  activations.mockClear();
  await askAhead('9', '10');
  expect(questions()).toEqual([]);
  await show('9', 1);
  await vi.waitFor(() => expect(questions()).toEqual(['1 of 9', '1 of 10']));
});
