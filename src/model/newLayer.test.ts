import { ready, setBackend } from '@tensorflow/tfjs';
import * as v from 'valibot';
import { afterAll, expect, it, vi } from 'vitest';
import { decimalField } from '../dataset/settingFields.ts';
import { exampleCard } from './card/exampleCard.fixture.ts';
import { defineLayer } from './layerDefinition/layer.ts';
import type { LayerKind, LayerSpec } from './layers.ts';

// A kind of layer is one file and one line: what this one has is all that Axial needs to know of it.

const definition = {
  kind: 'thresholded-relu',
  label: 'Thresholded ReLU',
  help: 'Keeps values from a threshold on, and sets smaller ones to 0.',
  fields: { threshold: decimalField({ label: 'Threshold', unit: '%', min: 1, max: 50, scale: 100, accepts: [0, 1] }) },
  defaults: { threshold: 0.3 },
  summary: (shown: { readonly threshold: string }) => shown.threshold,
  effect: 'pointwise' as const,
  className: 'ThresholdedReLU',
  settings: { theta: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) },
  config: ({ threshold }: { readonly threshold: number }) => ({ theta: threshold }),
  outputShape: (_: unknown, input: readonly number[]) => input,
  weights: () => [],
  note: 'Not a part of a definition: leaving it out changes nothing.',
};

const place = './layers/relu.ts';
afterAll(() => {
  // Other test files of this process need the kind whose place it took.
  vi.doUnmock(place);
  vi.resetModules();
});

const without = <Part extends keyof typeof definition>(part: Part): Omit<typeof definition, Part> => {
  const { [part]: _, ...rest } = definition;
  return rest;
};

/** Never called: the compiler refuses each line but the first two. */
const planted = [
  () => defineLayer(definition),
  () => defineLayer(without('note')),
  // @ts-expect-error: no kind
  () => defineLayer(without('kind')),
  // @ts-expect-error: no name in the menu of the page
  () => defineLayer(without('label')),
  // @ts-expect-error: no help
  () => defineLayer(without('help')),
  // @ts-expect-error: no fields, and so no schema and no form
  () => defineLayer(without('fields')),
  // @ts-expect-error: no values to start from
  () => defineLayer(without('defaults')),
  // @ts-expect-error: no words for its values
  () => defineLayer(without('summary')),
  // @ts-expect-error: nothing of what it does to an image
  () => defineLayer(without('effect')),
  // @ts-expect-error: weights of a name that no file of Keras has a place for
  () => defineLayer({ ...definition, weights: () => [{ name: 'alpha', shape: [1], role: 'per-channel' }] }),
  // @ts-expect-error: nothing to build
  () => defineLayer(without('className')),
  // @ts-expect-error: nothing that a downloaded model may hold of it
  () => defineLayer(without('settings')),
  // @ts-expect-error: no way to build it
  () => defineLayer(without('config')),
  // @ts-expect-error: no shape
  () => defineLayer(without('outputShape')),
  // @ts-expect-error: no weights, and so no parameters and no operations
  () => defineLayer(without('weights')),
  // @ts-expect-error: a field without a value to start from
  () => defineLayer({ ...definition, defaults: {} }),
  // @ts-expect-error: a setting of the class that is not set
  () => defineLayer({ ...definition, config: () => ({}) }),
  // @ts-expect-error: a field without words
  () => defineLayer({ ...definition, fields: { threshold: { type: 'number', min: 0, max: 1, schema: v.number() } } }),
  // @ts-expect-error: words for a field that it does not have
  () => defineLayer({ ...definition, summary: ({ dept }: { readonly dept: string }) => dept }),
];

it('does not compile without one of its parts', () => {
  expect(planted).toHaveLength(19); // the proof is each `@ts-expect-error`, which `tsc --noEmit` refuses where nothing is wrong
});

it('goes from the page into training, a card, a download, and back, by its definition alone', async () => {
  vi.resetModules();
  vi.doMock(place, () => ({ relu: defineLayer(definition) }));
  const { layerKinds, layerOfKind } = await import('./layers.ts');
  const { addLayer, layerValues } = await import('../ui/stages/train/settings/network/layerStack.ts');
  const { parseDraft, writtenDraft } = await import('../ui/stages/train/settings/draft/draftStorage.ts');
  const { settingsProblem } = await import('../ui/stages/train/settings/settingsProblem.ts');
  const { draftOf } = await import('../ui/stages/train/settings/draft/trainingDraft.ts');
  const { presets } = await import('./presets.ts');
  const { parseModelCard } = await import('./card/card.ts');
  const { inspectNetwork } = await import('./inspectNetwork.ts');
  const { buildNetwork } = await import('./network/buildNetwork.ts');
  const { artifactsOf } = await import('./network/artifacts.ts');
  const { unzipModel, zipModel } = await import('../export/modelFile/modelZip.ts');
  const { stepOperations } = await import('../training/stepWork.ts');
  await setBackend('cpu');
  await ready();
  const kind = 'thresholded-relu' as LayerKind;

  const network = addLayer(exampleCard.network, 1, kind);
  const layer = network.layers[1] as LayerSpec;
  expect(layerKinds.map(({ label }) => label)).toContain('Thresholded ReLU');
  expect(layerValues(layer)).toBe('30 %');
  expect(Object.values(layerOfKind(kind).fields).map(({ label }) => label)).toEqual(['Threshold']);

  const [preset] = presets;
  if (!preset) return expect.fail('no preset');
  const draft = draftOf(preset);
  const own = { ...draft, request: { ...draft.request, network } };
  expect(parseDraft(JSON.parse(writtenDraft(own)), presets)).toEqual(own);
  expect(settingsProblem(own.request)).toBeNull();
  const steep = { ...network, layers: network.layers.with(1, Object.assign({}, layer, { threshold: 0.9 })) };
  expect(settingsProblem({ ...own.request, network: steep })).toBe('Layer 2, Threshold: enter a number from 1 to 50.');

  const input = { size: 32, depth: 1 } as const;
  expect(inspectNetwork(network, input, 2).layers[1]).toMatchObject({ outputShape: [32, 32, 2], problem: null });
  expect(stepOperations(network, input, 2)).toBe(stepOperations(exampleCard.network, input, 2));
  const model = buildNetwork(network, input, 2, 1);
  expect(model.layers[1]?.getConfig()).toMatchObject({ name: 'thresholded_relu_1', theta: 0.3 });

  const card = { ...exampleCard, network };
  expect(parseModelCard(JSON.parse(JSON.stringify(card)))).toEqual(card);
  const artifacts = await artifactsOf(model);
  model.dispose();
  const zip = new Uint8Array(await (await zipModel(card, artifacts)).arrayBuffer());
  const opened = await unzipModel(zip);
  expect(opened.card.network).toEqual(network);
  expect(opened.artifacts).toEqual(artifacts);
});
