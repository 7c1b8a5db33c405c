import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inspectNetwork } from '../../../../../model/inspectNetwork.ts';
import { coursePreset } from '../../../../../model/presets.ts';

vi.mock('../../../../../worker/client.ts', () => ({ jobs: {} }));
const { NetworkEditor } = await import('./NetworkEditor.tsx');
const { editDraft, useDraft } = await import('../draft/draftStore.ts');
const { choosePreset } = await import('../draft/trainingDraft.ts');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
let host: HTMLElement;
let root: Root;

function Editor() {
  const { network, preprocessing } = useDraft().request;
  const value = inspectNetwork(network, preprocessing, 2);
  return (
    <>
      <output>{network.preset}</output>
      <NetworkEditor
        network={network}
        classes={['Healthy', 'Tumour']}
        inspection={{ step: 'answered', value, fresh: true }}
      />
    </>
  );
}

const rows = () => [...host.querySelectorAll<HTMLElement>('[data-layer]')];
const names = () => rows().map((row) => row.querySelector('b')?.textContent);
const press = (target: Element | undefined, key: string, altKey = false) =>
  act(async () => {
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, bubbles: true, cancelable: true }));
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  });

beforeEach(async () => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  editDraft((draft) => choosePreset(draft, coursePreset));
  await act(() => root.render(<Editor />));
  await act(async () => host.querySelector('summary')?.click());
});
afterEach(async () => {
  await act(() => root.unmount());
  host.remove();
});

test('Alt and an arrow move a layer, the focus goes with it, and the preset becomes custom', async () => {
  expect(names()).toEqual(['Convolution', 'Max pooling', 'Convolution', 'Max pooling', 'Flatten', 'Dense']);
  rows()[4]?.focus();
  await press(rows()[4], 'ArrowUp', true);
  expect(names()).toEqual(['Convolution', 'Max pooling', 'Convolution', 'Flatten', 'Max pooling', 'Dense']);
  expect(document.activeElement).toBe(rows()[3]);
  expect(host.querySelector('output')?.textContent).toBe('custom');
});

test('a layer that has become impossible says why in its place', async () => {
  await press(rows()[4], 'ArrowUp', true);
  const pooling = rows()[4]?.closest('li');
  expect(pooling?.textContent).toMatch(/Pooling needs .* list of 53,824 numbers/);
});

test('Delete removes the layer and the focus stays in the list', async () => {
  rows()[5]?.focus();
  await press(rows()[5], 'Delete');
  expect(names()).toEqual(['Convolution', 'Max pooling', 'Convolution', 'Max pooling', 'Flatten']);
  expect(document.activeElement).toBe(rows()[4]);
});
