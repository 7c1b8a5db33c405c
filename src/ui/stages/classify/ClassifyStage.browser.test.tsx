import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { exampleCard } from '../../../model/card/exampleCard.fixture.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import type { Jobs } from '../../../worker/protocol.ts';

const classify = vi.fn<Jobs['classify']>(() => new Promise(() => undefined));
const jobs: Partial<Jobs> = { classify, readyToClassify: () => Promise.resolve() };
vi.mock('../../../worker/client.ts', () => ({ jobs }));
const { ClassifyStage } = await import('./ClassifyStage.tsx');
const { classifyFiles } = await import('./classifyFiles.ts');
const { workspace } = await import('../../workspace/workspace.ts');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const model: ModelSummary = {
  ...{ id: 'm', name: 'Compact CNN', createdAt: '2026-01-01T00:00:00Z', bytes: 1, fingerprint: null, imported: false },
  ...{ notes: '', trainingSeconds: null },
  card: exampleCard,
};

test('a scan that comes before a model waits, and is classified when there is one', async () => {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  await act(async () => root.render(<ClassifyStage />));
  await act(() => classifyFiles([{ file: new File(['x'], 'one.png'), path: 'one.png' }]));
  expect(host.querySelector('h1')?.textContent).toBe('No model yet');
  expect(host.textContent).toContain('Your scan waits');
  expect(classify).not.toHaveBeenCalled();

  await act(async () => workspace.setState({ models: [model] }));
  await vi.waitFor(() => expect(classify).toHaveBeenCalledTimes(1));
  expect(classify.mock.calls[0]?.[0]).toMatchObject({ modelId: 'm', files: [{ path: 'one.png' }] });
  await act(async () => root.unmount());
  host.remove();
});
