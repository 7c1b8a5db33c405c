import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { unedited } from '../workspace/unedited.fixture.ts';

vi.mock('../../worker/client.ts', () => ({ jobs: {} }));
const { editRequest } = await import('../stages/train/settings/draft/draftStore.ts');
const { useDraftNetwork } = await import('./useDraftNetwork.ts');
const { workspace } = await import('../workspace/workspace.ts');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

function Fit() {
  return <p>{useDraftNetwork()?.spec.fit}</p>;
}

test('what a network would see of a harmonised data set is harmonised, whatever the form of Train holds', async () => {
  const facts = { name: 'Scans', synthetic: false, classes: ['A', 'B'], scans: [], groupCount: 1, outcomes: [] };
  editRequest('preprocessing', { fit: 'stretch' });
  workspace.setState({ dataSet: { ...facts, ...unedited } });
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  await act(async () => root.render(<Fit />));
  await vi.waitFor(() => act(async () => expect(host.textContent).toBe('stretch')));
  await act(async () => workspace.setState({ dataSet: { ...facts, ...unedited, harmonised: true } }));
  expect(host.textContent).toBe('harmonise');
  await act(async () => root.unmount());
  host.remove();
});
