import { mkdirSync, writeFileSync } from 'node:fs';
import { setBackend } from '@tensorflow/tfjs';
import type { DecodedImage } from '../../src/decoding/image/decodedImage.ts';
import { encodePng, goldenImages } from '../../src/export/goldenScans.ts';
import { type AnsweredModel, randomNetwork } from '../../src/export/randomNetwork.fixture.ts';
import { EXPORT_TARGETS } from '../../src/export/targets.ts';
import { preprocess } from '../../src/preprocessing/preprocess.ts';
import type { PreprocessingSpec } from '../../src/preprocessing/preprocessingSpec.ts';

const FITS = ['stretch', 'pad', 'harmonise'] as const;

/** Writes `count` random networks of the editor as every target gives them, with what tfjs answers: a folder each. */
export async function writeModels(folder: string, count: number): Promise<void> {
  await setBackend('cpu');
  writePixels(`${folder}/pixels`);
  for (let seed = 1; seed <= count; seed++)
    await writeModel(`${folder}/models/${seed}`, await randomNetwork(seed), seed);
}

/** What needs no golden scans is written of every network, the packages of the first few. */
const SINGLE_FILES = { onnx: 'model.onnx', litert: 'model.tflite' } as const;
const PACKAGES = { keras: 'model.keras', flask: 'flask.zip', fastapi: 'fastapi.zip', huggingFace: 'hf.zip' } as const;

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
    ...(seed <= 6 && PACKAGES),
    keras: PACKAGES.keras,
  };
  for (const [target, name] of Object.entries(files) as [keyof typeof EXPORT_TARGETS, string][]) {
    const blob = await EXPORT_TARGETS[target].write(model);
    writeFileSync(`${into}/${name}`, new Uint8Array(await blob.arrayBuffer()));
  }
  const { size, depth } = model.card.preprocessing;
  writeFileSync(`${into}/inputs.f32`, new Uint8Array(model.inputs.buffer));
  writeFileSync(`${into}/answers.f32`, new Uint8Array(model.answers.buffer));
  const layers = model.layers.map(({ kind }) => kind);
  writeFileSync(`${into}/about.json`, JSON.stringify({ shape: [model.count, size, size, depth], layers }));
}

/** Images of many sizes, and the network's input that Axial makes of them in every mode. */
function writePixels(into: string): void {
  mkdirSync(into, { recursive: true });
  const images = [...goldenImages(), strip(300, 7), strip(5, 90), strip(1, 1)];
  const cases = images.flatMap((image, index) => {
    const file = `image-${index}.png`;
    writeFileSync(`${into}/${file}`, encodePng(image));
    return FITS.flatMap((fit) =>
      ([1, 3] as const).flatMap((depth) =>
        [32, 64, 101].map((size) => ({ image, file, spec: { version: 1, size, depth, fit } as PreprocessingSpec })),
      ),
    );
  });
  const named = cases.map(({ image, file, spec }, index) => {
    writeFileSync(`${into}/case-${index}.bin`, preprocess(image, spec));
    return { file, spec, pixels: `case-${index}.bin` };
  });
  writeFileSync(`${into}/cases.json`, JSON.stringify(named));
}

function strip(width: number, height: number): DecodedImage {
  const pixels = Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * 89) % 251);
  return { width, height, channels: 3, pixels };
}
