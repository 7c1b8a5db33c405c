import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setBackend } from '@tensorflow/tfjs';
import { unzipSync, zipSync } from 'fflate';
import { encodePng } from '../../src/export/encodePng.ts';
import { openModelFile } from '../../src/export/modelFile/openModelFile.ts';
import { chainsOf, type ExportedModel } from '../../src/export/network/chains.ts';
import { answerToInput } from '../../src/export/network/plainAnswer.ts';
import { type AnsweredModel, randomNetwork } from '../../src/export/network/randomNetwork.fixture.ts';
import { kitFiles } from '../../src/export/packages/kit.ts';
import type { SplitRow, Target } from '../../src/export/target.ts';
import { EXPORT_TARGETS } from '../../src/export/targets.ts';
import type { ModelCard } from '../../src/model/card/card.ts';
import { exampleCard } from '../../src/model/card/exampleCard.fixture.ts';
import { artifactsOf } from '../../src/model/network/artifacts.ts';
import { buildNetwork } from '../../src/model/network/buildNetwork.ts';
import { presets } from '../../src/model/presets.ts';
import { preprocess } from '../../src/preprocessing/preprocess.ts';
import { drawSample } from '../../src/sample/sample.ts';
import { FITS, writePixels, writeSlices } from './writePixels.ts';

/** Writes `count` random networks of the editor as every target gives them, with what tfjs answers: a folder each. */
export async function writeModels(folder: string, count: number): Promise<void> {
  await setBackend('cpu');
  await writePixels(`${folder}/pixels`);
  await writeSlices(`${folder}/slices`);
  await writeTraining(`${folder}/training`);
  await printSizes();
  for (let seed = 1; seed <= count; seed++)
    await writeModel(`${folder}/models/${seed}`, await randomNetwork(seed), seed);
}

/** What needs no golden scans is written of every network, the packages of the first few. */
const SINGLE_FILES = { onnx: 'model.onnx', litert: 'model.tflite' } as const;
const PACKAGES = {
  ...{ keras: 'model.keras', flask: 'flask.zip', fastapi: 'fastapi.zip', huggingFace: 'hf.zip' },
  ...{ tfjs: 'tfjs.zip', html: 'model.html' },
} as const;
const WITH_PACKAGES = 6;

async function writeModel(into: string, answered: AnsweredModel, seed: number): Promise<void> {
  const fit = FITS[seed % FITS.length] ?? 'pad';
  const hyperparameters = { ...answered.card.hyperparameters, testTimeFlips: seed % 2 === 0 };
  const model = {
    ...answered,
    card: {
      ...answered.card,
      hyperparameters,
      preprocessing: { ...answered.card.preprocessing, fit },
      ...(seed % 3 > 0 && { temperature: 1.7 }),
    },
  };
  mkdirSync(into, { recursive: true });
  const files: Partial<Record<keyof typeof EXPORT_TARGETS, string>> = {
    ...SINGLE_FILES,
    ...(seed <= WITH_PACKAGES && PACKAGES),
    keras: PACKAGES.keras,
  };
  for (const [target, name] of Object.entries(files) as [keyof typeof EXPORT_TARGETS, string][]) {
    const blob = await EXPORT_TARGETS[target].write(model);
    writeFileSync(`${into}/${name}`, new Uint8Array(await blob.arrayBuffer()));
  }
  if (seed <= WITH_PACKAGES) writeKit(`${into}/kit`, model);
  const { size, depth } = model.card.preprocessing;
  writeFileSync(`${into}/inputs.f32`, new Uint8Array(model.inputs.buffer));
  writeFileSync(`${into}/answers.f32`, new Uint8Array(model.answers.buffer));
  const layers = model.layers.map(({ kind }) => kind);
  writeFileSync(`${into}/about.json`, JSON.stringify({ shape: [model.count, size, size, depth], layers }));
}

/** What every package holds, unpacked: the card, preprocessing, and golden scans. */
function writeKit(into: string, model: ExportedModel): void {
  mkdirSync(`${into}/golden`, { recursive: true });
  for (const [name, bytes] of Object.entries(unzipSync(zipSync(kitFiles(model)))))
    writeFileSync(`${into}/${name}`, bytes);
}

const SCANS = 90;
const PARTS = ['training', 'training', 'training', 'validation', 'test'] as const;

/** A small network with batch norm and dropout, its zip for Python, and the scans of its split under other names. */
async function writeTraining(into: string): Promise<void> {
  mkdirSync(`${into}/scans/deep/er`, { recursive: true });
  const { card, artifacts } = await compactNetwork(32);
  const split = drawSample(5, SCANS).map(({ width, height, grey, className }, index): SplitRow => {
    const png = encodePng({ width, height, channels: 1, pixels: grey });
    writeFileSync(`${into}/scans/${index % 2 ? '' : 'deep/er/'}renamed ${index}`, png);
    const sha256 = createHash('sha256').update(png).digest('hex');
    const part = PARTS[(index >> 1) % PARTS.length] ?? 'test'; // classes take turns
    return { sha256, path: `set/${index}.png`, className, group: index, part };
  });
  const blob = await EXPORT_TARGETS.python.write({ card, artifacts, split });
  writeFileSync(`${into}/python.zip`, new Uint8Array(await blob.arrayBuffer()));
}

/** What each target takes of the recommended network at its usual input. */
async function printSizes(): Promise<void> {
  const model = await compactNetwork(64);
  const sizes: string[] = [];
  for (const [name, { write }] of Object.entries<Target>(EXPORT_TARGETS)) {
    const { size } = await write({ ...model, split: [] });
    sizes.push(`${name} ${(size / 1000).toFixed(0)} kB`);
  }
  console.log(`Compact CNN, 64 px: ${sizes.join(', ')}`);
}

/** The recommended network, untrained. */
async function compactNetwork(size: number): Promise<ExportedModel> {
  const [compact] = presets;
  if (!compact) throw new Error('There is no preset.');
  const preprocessing = { ...compact.preprocessing, size };
  const network = buildNetwork(compact.network, preprocessing, 2, 3);
  const artifacts = await artifactsOf(network);
  network.dispose();
  const classes = ['Healthy (synthetic)', 'Tumour (synthetic)'];
  const { augmentation, hyperparameters } = compact;
  const settings = { ...hyperparameters, epochs: 3, batchSize: 16, learningRate: 0.003, classWeights: true };
  const card: ModelCard = {
    ...{ ...exampleCard, network: compact.network, preprocessing, augmentation, hyperparameters: settings },
    ...{ classes, positiveClass: classes[1] ?? null, golden: { seed: 1, columns: classes, probabilities: [] } },
  };
  return { card, artifacts };
}

/** @returns the largest difference between what Axial says of the test scans with the network from Python, and what Python said */
export async function readBack(folder: string): Promise<number> {
  const at = `${folder}/training/one`;
  const { card, artifacts } = await openModelFile(new Uint8Array(readFileSync(`${at}/trained.keras`)), 'trained.keras');
  const { test } = JSON.parse(readFileSync(`${at}/evaluation.json`, 'utf8')) as {
    test: { sha256: string; probabilities: number[] }[];
  };
  const chains = chainsOf({ card, artifacts });
  const said = new Map(test.map(({ sha256, probabilities }) => [sha256, probabilities]));
  const differences = drawSample(5, SCANS).flatMap(({ width, height, grey }) => {
    const image = { width, height, channels: 1, pixels: grey } as const;
    const there = said.get(createHash('sha256').update(encodePng(image)).digest('hex'));
    const here = answerToInput(chains, card, preprocess(image, card.preprocessing));
    return there ? there.map((each, index) => Math.abs(each - (here[index] ?? Number.NaN))) : [];
  });
  return differences.length === 0 ? Number.NaN : Math.max(...differences);
}
