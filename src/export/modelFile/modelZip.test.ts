import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readTestFile } from '../../decoding/testFile.fixture.ts';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { exampleArtifacts, exampleTopology } from '../network/exampleModel.fixture.ts';
import { unzipModel, zipModel } from './modelZip.ts';

const artifacts = exampleArtifacts();
const goodZip = new Uint8Array(await (await zipModel(exampleCard, artifacts)).arrayBuffer());
const goodFiles = unzipSync(goodZip);
const goodModel = JSON.parse(new TextDecoder().decode(goodFiles['model.json']));

/** The good zip with some files put in the place of its own; null leaves one out. */
function zipWith(changes: Record<string, Uint8Array | object | string | null>): Uint8Array {
  const files: Zippable = { ...goodFiles };
  for (const [name, content] of Object.entries(changes)) {
    if (content === null) delete files[name];
    else if (content instanceof Uint8Array) files[name] = content;
    else files[name] = strToU8(typeof content === 'string' ? content : JSON.stringify(content));
  }
  return zipSync(files);
}

const modelWith = (change: Record<string, unknown>) => zipWith({ 'model.json': { ...goodModel, ...change } });
const topologyWith = (change: (layers: { class_name: string; config: Record<string, unknown> }[]) => void) => {
  const topology = structuredClone(exampleTopology);
  change(topology.config.layers as never);
  return modelWith({ modelTopology: topology });
};
const layerWith = (index: number, config: Record<string, unknown>) =>
  topologyWith((layers) => Object.assign(layers[index]?.config ?? {}, config));

async function refusalOf(zip: Uint8Array): Promise<string> {
  try {
    await unzipModel(zip);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return (error as Error).message;
  }
  throw new Error('It was let in.');
}

describe('a model that is downloaded', () => {
  test('comes back as it was', async () => {
    const read = await unzipModel(goodZip);
    expect(read.card).toEqual(exampleCard);
    expect(read.artifacts.topology).toEqual(artifacts.topology);
    expect(read.artifacts.weightSpecs).toEqual(artifacts.weightSpecs);
    expect(new Uint8Array(read.artifacts.weights)).toEqual(new Uint8Array(artifacts.weights));
  });

  test('is a layers model as TF.js writes it, beside its card and a text', () => {
    expect(Object.keys(goodFiles).sort()).toEqual([
      'README.txt',
      'axial.json',
      'model.json',
      'preprocess.py',
      'weights.bin',
    ]);
    expect(Object.keys(goodModel)).toEqual([
      'format',
      'generatedBy',
      'convertedBy',
      'modelTopology',
      'weightsManifest',
    ]);
    expect(goodModel).toMatchObject({ format: 'layers-model', generatedBy: 'TensorFlow.js tfjs-layers v4.22.0' });
    expect(goodModel.weightsManifest).toEqual([{ paths: ['weights.bin'], weights: artifacts.weightSpecs }]);
    const readme = new TextDecoder().decode(goodFiles['README.txt']);
    for (const words of ['model.json', 'weights.bin', 'axial.json', 'loadLayersModel', 'Not a medical device'])
      expect(readme).toContain(words);
  });

  test('is not written when its weights do not have the length that is said of them', async () => {
    await expect(zipModel(exampleCard, { ...artifacts, weights: new ArrayBuffer(8) })).rejects.toThrow(
      'train it again',
    );
  });

  test('is read after it was unpacked and packed again with its folder, by a Mac', async () => {
    const folder = Object.entries(goodFiles).map(([name, content]) => [`my model/${name}`, content] as const);
    const zip = zipSync({
      'my model/': new Uint8Array(),
      ...Object.fromEntries(folder),
      'my model/.DS_Store': Uint8Array.of(1),
      '__MACOSX/my model/._model.json': Uint8Array.of(1),
    });
    expect((await unzipModel(zip)).card).toEqual(exampleCard);
  });
});

describe('a file that is no model is refused in words', () => {
  test.each([
    ['nothing', [], 'This file is empty'],
    ['a picture', [0xff, 0xd8, 0xff, 0xe0], 'a picture (JPEG)'],
    ['a Keras file', [0x89, 0x48, 0x44, 0x46, 0x0d], 'a Keras model of the old kind (HDF5)'],
    ['noise', [1, 2, 3, 4], 'not a zip'],
    ['the start of a zip', [0x50, 0x4b, 3, 4], 'not a zip'],
  ])('%s', async (_, bytes, words) => {
    const sentence = await refusalOf(Uint8Array.from(bytes));
    expect(sentence).toContain(words);
    expect(sentence).toContain("the zip that 'Download model' gave, or a .keras or .onnx file");
  });

  test('a model.json alone: the sentence asks for the zip', async () => {
    expect(await refusalOf(goodFiles['model.json'] ?? new Uint8Array())).toContain(
      'JSON file without weights and card',
    );
  });
});

describe('a zip that is no model, or a hostile one, is refused in words', () => {
  const nan = new Float32Array(541).fill(1).fill(Number.NaN, 540);
  const nested = `${'['.repeat(5000)}${']'.repeat(5000)}`;
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`${index}.txt`, strToU8('x')]));
  const orthogonal = { class_name: 'Orthogonal', config: {} };
  const twoFiles = [{ paths: ['weights.bin', 'more.bin'], weights: artifacts.weightSpecs }];
  const specsWith = (change: object) => [
    {
      paths: ['weights.bin'],
      weights: [{ ...artifacts.weightSpecs[0], ...change }, ...artifacts.weightSpecs.slice(1)],
    },
  ];
  const pathOf = (path: string) => [{ paths: [path], weights: artifacts.weightSpecs }];

  test.each<[string, Uint8Array, string]>([
    ['a zip without a card', zipWith({ 'axial.json': null }), "This zip has no 'axial.json'"],
    ['a zip without weights', zipWith({ 'weights.bin': null }), "This zip has no 'weights.bin'"],
    ['a bomb', zipWith({ 'bomb.txt': new Uint8Array(3e7) }), "'bomb.txt' in this zip would unpack to"],
    ['a hundred files', zipSync(many), 'holds 101 files'],
    ['a path that climbs', zipWith({ '../up.txt': 'x' }), 'a path that leads elsewhere'],
    ['an absolute path', zipWith({ '/etc/x': 'x' }), 'a path that leads elsewhere'],
    ['a Windows path', zipWith({ 'C:\\x': 'x' }), 'a path that leads elsewhere'],
    ['a card that is no JSON', zipWith({ 'axial.json': '{' }), "'axial.json' is not readable JSON"],
    [
      'a card of a later version',
      zipWith({ 'axial.json': { ...exampleCard, formatVersion: 2 } }),
      'formatVersion must be 1',
    ],
    [
      'a model.json of 1.2 MB',
      zipWith({ 'model.json': JSON.stringify(Array.from({ length: 2e5 }, (_, index) => index)) }),
      'stays under 1 MB',
    ],
    ['a deeply nested model.json', zipWith({ 'model.json': nested }), 'nested more than 40 levels'],
    ['a graph model', modelWith({ format: 'graph-model' }), 'not that of a TF.js layers model'],
    [
      'weights from the network',
      modelWith({ weightsManifest: pathOf('https://example.invalid/w.bin') }),
      "fetches its weights from 'https://example.invalid/w.bin'",
    ],
    [
      'weights from a folder above',
      modelWith({ weightsManifest: pathOf('../weights.bin') }),
      "fetches its weights from '../weights.bin'",
    ],
    ['weights in two files', modelWith({ weightsManifest: twoFiles }), 'spreads the weights over several files'],
    [
      'quantized weights',
      modelWith({ weightsManifest: specsWith({ quantization: { dtype: 'uint8' } }) }),
      "'quantization' is wrong",
    ],
    [
      'a weight of another shape',
      modelWith({ weightsManifest: specsWith({ shape: [3, 3, 1, 3] }) }),
      'is listed as 3 x 3 x 1 x 3 numbers; its layer takes 3 x 3 x 1 x 2',
    ],
    [
      'a weight of absurd size',
      modelWith({ weightsManifest: specsWith({ shape: [4e12] }) }),
      "Weight 1 in 'model.json'",
    ],
    [
      'a weight that no layer has',
      modelWith({ weightsManifest: specsWith({ name: 'conv/other' }) }),
      "lists a weight 'conv/other' that its layers do not have",
    ],
    [
      'a weight that is missing',
      modelWith({ weightsManifest: [{ paths: ['weights.bin'], weights: artifacts.weightSpecs.slice(1) }] }),
      "does not list the weight 'conv/kernel'",
    ],
    [
      'weights that are cut short',
      zipWith({ 'weights.bin': new Uint8Array(2160) }),
      'holds 2160 bytes, but the network needs 2164',
    ],
    [
      'weights that are not finite',
      zipWith({ 'weights.bin': new Uint8Array(nan.buffer) }),
      'numbers that are not finite',
    ],
    [
      'a functional model',
      modelWith({ modelTopology: { class_name: 'Model', config: {} } }),
      "is a 'Model'; Axial opens plain stacks",
    ],
    ['no topology', modelWith({ modelTopology: null }), 'not described as TF.js does it'],
    ['no layers', topologyWith((layers) => layers.splice(0)), 'has no layers'],
    [
      '201 layers',
      topologyWith((layers) =>
        layers.push(...Array.from({ length: 196 }, () => ({ class_name: 'Flatten', config: {} }))),
      ),
      'has 201 layers; Axial opens at most 200',
    ],
    [
      'a layer that runs code',
      topologyWith((layers) => layers.splice(1, 1, { class_name: 'Lambda', config: { function: 'x' } })),
      "Layer 2 of the network in this model is a 'Lambda'",
    ],
    [
      'a layer that is none',
      topologyWith((layers) => layers.splice(1, 1, 7 as never)),
      'Layer 2 of the network in this model is something that',
    ],
    ['two layers of one name', layerWith(1, { name: 'conv' }), 'have the same name'],
    [
      'a name with a path in it',
      layerWith(1, { name: '../conv' }),
      "Layer 2 of the network in this model (BatchNormalization) has a setting that Axial does not open: 'config.name'",
    ],
    ['an unknown setting', layerWith(4, { weights: [1, 2] }), "'config.weights'"],
    [
      'a costly initializer',
      layerWith(4, { kernel_initializer: orthogonal }),
      "'config.kernel_initializer.class_name'",
    ],
    ['four billion units', layerWith(4, { units: 4e9 }), "'config.units'"],
    [
      'more parameters than memory',
      topologyWith((layers) =>
        layers.splice(
          4,
          0,
          { ...layers[4], config: { ...layers[4]?.config, units: 65536, name: 'big1' } } as never,
          { ...layers[4], config: { ...layers[4]?.config, units: 65536, name: 'big2' } } as never,
        ),
      ),
      'has 4,328,718,365 parameters; Axial opens networks with up to 50,000,000',
    ],
    [
      'more activations than memory',
      layerWith(0, { filters: 65536 }),
      'needs 671 MB to look at one scan; Axial opens networks that need up to 50 MB',
    ],
    [
      'a pool that leaves nothing',
      layerWith(2, { pool_size: [64, 64] }),
      'Layer 3 of the network in this model does not fit its input',
    ],
    [
      'another input size',
      layerWith(0, { batch_input_shape: [null, 64, 64, 1] }),
      'takes 64 x 64 x 1, but its card (axial.json) prepares scans as 32 x 32 x 1',
    ],
    ['no input size', layerWith(0, { batch_input_shape: undefined }), 'does not say what it takes as input'],
    [
      'a second input',
      layerWith(2, { batch_input_shape: [null, 32, 32, 2] }),
      'Layer 3 of the network in this model has an input of its own',
    ],
    [
      'other classes than the card',
      layerWith(4, { units: 3 }),
      'answers with 3 numbers, but its card (axial.json) names 2 classes, which takes 1',
    ],
    ['an answer that is no probability', layerWith(4, { activation: 'linear' }), 'does not end in probabilities'],
  ])('%s', async (_, zip, words) => {
    const sentence = await refusalOf(zip);
    expect(sentence).toContain(words);
    expect(sentence).toMatch(/^[^\n]{20,400}\.$/);
  });

  test('an encrypted one', async () => {
    const zip = goodZip.slice();
    const directory = zip.findLastIndex((_, at) => zip[at] === 0x50 && zip[at + 1] === 0x4b && zip[at + 2] === 1);
    zip[directory + 8] = (zip[directory + 8] ?? 0) | 1;
    expect(await refusalOf(zip)).toContain('encrypted');
  });

  test('one whose directory promises less than the data holds', async () => {
    const zip = zipWith({});
    const directory = zip.findIndex((_, at) => zip[at] === 0x50 && zip[at + 1] === 0x4b && zip[at + 2] === 1);
    new DataView(zip.buffer).setUint32(directory + 24, 10, true);
    expect(await refusalOf(zip)).toContain('damaged');
  });

  test('a name that breaks the sentence is said without what breaks it', async () => {
    const zip = zipWith({ '../a\nb\u202e.txt': 'x' });
    expect(await refusalOf(zip)).toContain("leads elsewhere ('../ab.txt')");
  });

  test('one cut short anywhere', async () => {
    for (const share of [0.1, 0.5, 0.9, 0.99])
      expect(await refusalOf(goodZip.subarray(0, Math.floor(goodZip.length * share)))).toContain(
        'download or copy the file again',
      );
  });

  test('one with a changed bit in its weights', async () => {
    const zip = goodZip.slice();
    const weightsAt = new TextDecoder('latin1').decode(zip).indexOf('weights.bin') + 'weights.bin'.length;
    zip[weightsAt + 100] = (zip[weightsAt + 100] ?? 0) ^ 1;
    expect(await refusalOf(zip)).toContain("'weights.bin' in this zip is damaged");
  });

  test('any byte changed anywhere gives the same model, or one sentence', { timeout: 60_000 }, async () => {
    const whole = JSON.stringify((await unzipModel(goodZip)).card);
    await fc.assert(
      fc.asyncProperty(fc.nat(goodZip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const zip = goodZip.slice();
        zip[at] = (zip[at] ?? 0) ^ flip;
        try {
          const read = await unzipModel(zip);
          expect(JSON.stringify(read.card)).toBe(whole);
          expect(new Uint8Array(read.artifacts.weights)).toEqual(new Uint8Array(artifacts.weights));
        } catch (error) {
          expect((error as Error).message).toMatch(/^[^\n]{20,400}\.$/);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const dense = {
  class_name: 'Dense',
  config: {
    units: 1,
    activation: 'sigmoid',
    use_bias: true,
    name: 'd',
    batch_input_shape: [null, 4],
    dtype: 'float32',
  },
};
const activation = { class_name: 'Activation', config: { activation: 'relu', name: 'a', dtype: 'float32' } };

/** A model of tfjs-layers as others write it; `layers` in a row, weights at `path`. */
function foreignModel(path: string, kernel: readonly number[], layers: readonly object[] = [dense]): string {
  const config = { name: 's', layers };
  return JSON.stringify({
    format: 'layers-model',
    modelTopology: { class_name: 'Sequential', config, keras_version: 'tfjs-layers 4.22.0', backend: 'tensor_flow.js' },
    weightsManifest: [{ paths: [path], weights: [{ name: 'd/kernel', shape: kernel, dtype: 'float32' }] }],
  });
}

/** Too large, most of them, to be kept as files. */
const MADE: Readonly<Record<string, () => string>> = {
  '20000-layers.json': () => foreignModel('./w.bin', [4, 1], [dense, ...new Array<object>(20_000).fill(activation)]),
  '50MB.json': () => JSON.stringify({ a: 'x'.repeat(1_000_000) }),
  'abs-url.json': () => foreignModel('https://example.invalid/w.bin', [4, 1]),
  'deep-nest.json': () => `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
  'huge-spec.json': () => foreignModel('./w.bin', [4_000_000_000, 1]),
  'not-json.json': () => 'no{',
  'wrong-input.json': () =>
    foreignModel('./w.bin', [4, 1], [{ ...dense, config: { ...dense.config, batch_input_shape: [null, 9] } }]),
};

const SHARED = '../shared/data/hostile/models';
const madeByOthers = existsSync(SHARED) ? readdirSync(SHARED) : [];
const fromShared = (name: string) => readFileSync(`${SHARED}/${name}`, 'utf8');
if (madeByOthers.length === 0) test.skip('hostile models of others (skipped where ../shared/data is absent)');

const SOURCES: readonly (readonly [string, (name: string) => string])[] = [
  ['made here', (name) => MADE[name]?.() ?? ''],
  ...(madeByOthers.length > 0 ? [['of others', fromShared] as const] : []),
];

describe.each(SOURCES)('hostile models %s', (_, contentOf) => {
  test.each(Object.keys(MADE))('%s alone is refused with what to drop instead', async (name) => {
    expect(await refusalOf(strToU8(contentOf(name)))).toMatch(
      /the zip that 'Download model' gave, or a \.keras or \.onnx file(: drop it whole)?\.$/,
    );
  });

  test.each([
    ['20000-layers.json', 'stays under 1 MB'],
    ['50MB.json', 'stays under 1 MB'],
    ['abs-url.json', "fetches its weights from 'https://example.invalid/w.bin'"],
    ['deep-nest.json', 'nested more than 40 levels'],
    ['huge-spec.json', "fetches its weights from './w.bin'"],
    ['not-json.json', 'not readable JSON'],
    ['wrong-input.json', "fetches its weights from './w.bin'"],
  ])('%s as the model.json of a good zip is refused', async (name, words) => {
    // Stored, so that a bomb's ratio is not what refuses it.
    const zip = zipSync({ ...goodFiles, 'model.json': [strToU8(contentOf(name)), { level: 0 }] });
    expect(await refusalOf(zip)).toContain(words);
  });

  test.each([
    ['huge-spec.json', 'Layer 1 of the network'],
    ['wrong-input.json', 'Layer 1 of the network'],
  ])('%s with weights of the right name is still refused', async (name, words) => {
    const text = contentOf(name).replace('./w.bin', 'weights.bin');
    expect(await refusalOf(zipWith({ 'model.json': text }))).toContain(words);
  });
});

test('a zip of 80 MB is refused before it is unpacked', async () => {
  expect(await refusalOf(await readTestFile('hostile/bomb/zip-80-MB.zip'))).toContain('would unpack to');
});
