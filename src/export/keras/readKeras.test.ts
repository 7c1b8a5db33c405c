import * as tf from '@tensorflow/tfjs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import answersOfKeras from '../../../e2e/data/models/answers.json';
import { readTestFile } from '../../decoding/testFile.fixture.ts';
import { openModelFile } from '../modelFile/openModelFile.ts';
import { chainsOf, type ExportedModel, inputShapeOf } from '../network/chains.ts';
import { plainPredict } from '../network/plainNetwork.ts';
import { type AnsweredModel, randomNetwork } from '../network/randomNetwork.fixture.ts';
import { writeOnnx } from '../onnx/onnxModel.ts';
import { kerasMembers, kerasWithCard } from './kerasFile.ts';

beforeAll(() => tf.setBackend('cpu'));

const COUNT = 3;
const fileOf = (name: string) => readTestFile(`models/${name}.keras`);
const opened = async (name: string) => openModelFile(await fileOf(name), `${name}.keras`);

/** What the model says of images one after another, [height, width, channels] in 0..1 each. */
function answersTo(model: ExportedModel, inputs: Float32Array): number[][] {
  const size = inputShapeOf(model.card).reduce((all, side) => all * side, 1);
  const images = Array.from({ length: inputs.length / size }, (_, i) => inputs.subarray(i * size, (i + 1) * size));
  return images.map((image) => [...plainPredict(chainsOf(model), image)]);
}

/** As `images` of make.py. */
function images({ card }: ExportedModel): Float32Array {
  const size = inputShapeOf(card).reduce((all, side) => all * side, 1);
  return Float32Array.from({ length: COUNT * size }, (_, i) => ((i * 37) % 251) / 255);
}

describe('a .keras that Keras saved', () => {
  test.each(['course', 'blocks', 'colours'] as const)('%s answers as it did there', async (name) => {
    const model = await opened(name);
    const answers = answersTo(model, images(model));
    const there: number[][] = answersOfKeras[name];
    expect(answers).toHaveLength(COUNT);
    answers.forEach((row, image) => {
      // Two classes of softmax are one sigmoid here.
      const expected = name === 'blocks' ? [there[image]?.[1]] : (there[image] ?? []);
      expect(row).toHaveLength(expected.length);
      for (const [index, value] of row.entries()) expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 5);
    });
  });

  test('has a card that says what was assumed', async () => {
    const { card } = await opened('course');
    expect(card).toMatchObject({
      name: 'course',
      classes: ['class 0', 'class 1'],
      threshold: 0.5,
      preprocessing: { size: 32, depth: 1, fit: 'stretch' },
      origin: { program: 'Keras 3.15.1', assumed: ['classes', 'preprocessing', 'threshold'] },
      figures: { n: 0, values: {} },
    });
    expect(card.network.layers.map(({ kind }) => kind)).toEqual([
      'conv',
      'max-pool',
      'conv',
      'max-pool',
      'flatten',
      'dense',
      'dropout',
    ]);
    expect((await opened('colours')).card).toMatchObject({
      classes: ['class 0', 'class 1', 'class 2'],
      threshold: null,
    });
  });

  test.each([
    ['lambda', "Layer 1 of the network in this model is a 'Lambda', which Axial does not open."],
    ['foreign-layer', "Layer 1 of the network in this model is a 'SeparableConv2D', which Axial does not open."],
    [
      'dilated',
      "Layer 1 of the network in this model (Conv2D) has a setting that Axial does not open: 'config.dilation_rate.0'.",
    ],
    ['tanh', "Layer 2 of the network in this model (Dense) has a setting that Axial does not open: 'activation'."],
    ['half', 'Layer 1 of the network in this model does not compute in float32: save the model in float32.'],
  ])('is refused in one sentence: %s', async (name, sentence) => {
    await expect(opened(name)).rejects.toThrow(sentence);
  });
});

const good = unzipSync(await fileOf('course'));

describe('a hostile .keras is refused in one sentence', () => {
  const config = JSON.parse(new TextDecoder().decode(good['config.json']));
  const h5 = good['model.weights.h5'] ?? new Uint8Array();
  const zipWith = (changes: Record<string, Uint8Array>) => zipSync({ ...good, ...changes }, { level: 0 });
  const withH5 = (change: (bytes: Uint8Array, view: DataView) => void) => {
    const bytes = h5.slice();
    change(bytes, new DataView(bytes.buffer));
    return zipWith({ 'model.weights.h5': bytes });
  };
  const refusal = (zip: Uint8Array) => expect(openModelFile(zip, 'x.keras')).rejects;
  /** Where these letters are, one place after another. */
  const places = (letters: string) => {
    const text = new TextDecoder('latin1').decode(h5);
    return Array.from(text.matchAll(new RegExp(letters, 'g')), ({ index }) => index);
  };
  /** The first group's tree: its first child is at byte 32. */
  const [tree = 0] = places('TREE');

  test('with NaN among its weights', async () => {
    const kernel = new Uint8Array(Float32Array.of(Number.NaN).buffer);
    const { artifacts } = await opened('course');
    const zip = withH5((bytes) => bytes.set(kernel, placeOf(bytes, new Uint8Array(artifacts.weights, 0, 16))));
    await refusal(zip).toThrow("'model.weights.h5' holds numbers that are not finite");
  });

  test('whose groups are a circle', async () => {
    const zip = withH5((_, view) => view.setBigUint64(tree + 32, BigInt(tree), true));
    await refusal(zip).toThrow("'model.weights.h5' is damaged");
    const deeper = withH5((bytes, view) => {
      bytes[tree + 5] = 255;
      view.setBigUint64(tree + 32, BigInt(tree), true);
    });
    await refusal(deeper).toThrow("'model.weights.h5' is damaged");
  });

  test('whose header goes on at itself', async () => {
    // The first message becomes a continuation of its own block.
    const zip = withH5((_, view) => {
      const root = Number(view.getBigUint64(64, true));
      view.setUint16(root + 16, 0x10, true);
      view.setBigUint64(root + 24, BigInt(root + 16), true);
      view.setBigUint64(root + 32, 24n, true);
    });
    await refusal(zip).toThrow("'model.weights.h5' leads in circles");
  });

  test('that declares 2 GB', async () => {
    const zip = withH5((bytes, view) =>
      view.setBigUint64(placeOf(bytes, new Uint8Array(BigUint64Array.of(3n, 3n, 1n, 3n).buffer)), 59_652_323n, true),
    );
    await refusal(zip).toThrow(/is said to take 2147 MB, and with it the network is larger than Axial opens/);
  });

  test('cut short anywhere, or of other bytes', async () => {
    for (const length of [0, 7, 60, 200, 1000, h5.length / 2])
      await refusal(zipWith({ 'model.weights.h5': h5.slice(0, length) })).toThrow(/^'.*(damaged|no HDF5|larger)/);
  });

  test('with a configuration that is none', async () => {
    const withConfig = (value: unknown) => zipWith({ 'config.json': strToU8(JSON.stringify(value)) });
    await refusal(withConfig({ ...config, class_name: 'Functional' })).toThrow(
      "is a 'Functional' that Axial does not open",
    );
    await refusal(withConfig([])).toThrow("'config.json' does not describe");
    await refusal(withConfig({ ...config, config: { layers: config.config.layers.slice(1) } })).toThrow(
      'does not say what it takes',
    );
  });

  function placeOf(bytes: Uint8Array, wanted: Uint8Array): number {
    const found = bytes.findIndex((_, at) => wanted.every((byte, i) => bytes[at + i] === byte));
    expect(found).toBeGreaterThan(0);
    return found;
  }
});

describe('what Axial wrote comes back', () => {
  // Without the scans to compare by, which take the time of a hundred predictions.
  const writers = {
    keras: async (model: ExportedModel) => zipSync(await kerasWithCard(model)),
    onnx: writeOnnx,
  };
  let models: AnsweredModel[] = [];
  beforeAll(async () => {
    models = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map(randomNetwork));
  });

  test.each(['keras', 'onnx'] as const)('as %s, with the same answers and the same card', async (target) => {
    for (const model of models) {
      const back = await openModelFile(await writers[target](model), 'model');
      expect(back.card).toEqual(model.card);
      const answers = answersTo(back, model.inputs).flat();
      for (const [index, answer] of answers.entries())
        expect(answer).toBeCloseTo(model.answers[index] ?? Number.NaN, 5);
    }
  });

  /** Without what finds a damaged zip: the file is written anew around what was changed. */
  const changes: Record<string, (model: ExportedModel) => Promise<Uint8Array<ArrayBuffer>>> = {
    'a .keras with another name': async (model) => {
      const files = await kerasWithCard(model);
      const card = JSON.parse(new TextDecoder().decode(files['axial.json'] as Uint8Array));
      return zipSync({ ...files, 'axial.json': strToU8(JSON.stringify({ ...card, name: 'Another' })) });
    },
    'a .keras with other weights': async (model) => {
      const weights = new Float32Array(model.artifacts.weights.slice());
      weights[0] = (weights[0] ?? 0) * 1.000_001 + 1e-7;
      const other = { ...model, artifacts: { ...model.artifacts, weights: weights.buffer } };
      return zipSync({ ...(await kerasWithCard(model)), ...kerasMembers(other) });
    },
    'a .keras that another program saved since, with another name': async (model) => {
      const files = await kerasWithCard(model);
      const card = JSON.parse(new TextDecoder().decode(files['axial.json'] as Uint8Array));
      return zipSync({
        ...files,
        'axial.json': strToU8(JSON.stringify({ ...card, name: 'Another' })),
        'metadata.json': strToU8(JSON.stringify({ keras_version: '3.15.1', date_saved: '2026-11-29@10:00:00' })),
      });
    },
    'an ONNX file with another bit in its weights': async (model) => {
      const bytes = await writeOnnx(model);
      const first = new Uint8Array(model.artifacts.weights, 0, 4); // stays the first, however kernels are turned
      const at = bytes.findIndex((_, start) => first.every((byte, i) => bytes[start + i] === byte));
      expect(at).toBeGreaterThan(0);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes;
    },
    'an ONNX file with another letter in its card': async (model) => {
      const bytes = await writeOnnx(model);
      const text = new TextDecoder('latin1').decode(bytes);
      bytes[text.indexOf('"createdAt": "') + '"createdAt": "20'.length] = '1'.charCodeAt(0);
      return bytes;
    },
  };
  test.each(Object.keys(changes))('%s is refused', async (change) => {
    const changed = (await changes[change]?.(models[3] as AnsweredModel)) ?? new Uint8Array();
    await expect(openModelFile(changed, 'model')).rejects.toThrow('was changed after the model was saved');
  });

  test('an ONNX file of others is refused, and one that is cut short', async () => {
    const bytes = await writeOnnx(models[0] as AnsweredModel);
    await expect(openModelFile(bytes.slice(0, bytes.length / 2), 'x.onnx')).rejects.toThrow(
      'This ONNX file is damaged',
    );
    await expect(openModelFile(bytes.slice(0, 9), 'x.onnx')).rejects.toThrow('was not written by Axial');
  });
});
