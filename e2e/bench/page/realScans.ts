import type { AuditedScan } from '../../../src/audit/auditReport.ts';
import { decodeImage } from '../../../src/decoding/decode.ts';
import type { Predictions } from '../../../src/evaluation/predictions.ts';
import { predict } from '../../../src/inference/predict.ts';
import { networkFromArtifacts } from '../../../src/model/network/artifacts.ts';
import { networkInputOf } from '../../../src/model/networkInput.ts';
import type { Preset } from '../../../src/model/presets.ts';
import { preprocess, preprocessingKey } from '../../../src/preprocessing/preprocess.ts';
import type { PreprocessingSpec } from '../../../src/preprocessing/preprocessingSpec.ts';
import { groupKFold } from '../../../src/statistics/prediction/groupKFold.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import type { LabelledPixels } from '../../../src/training/batches.ts';
import { train } from '../../../src/training/train.ts';
import type { TrainingEnd } from '../../../src/training/trainingJob.ts';
import { inputsOfVariants, presetCalled } from './variants.ts';

/** A file as the list of groups names it. */
export type Listed = { readonly path: string; readonly className: string; readonly group: number };

export type Scan = Omit<Listed, 'path'> & { readonly label: number; readonly audited: AuditedScan };

/** What is trained. */
export type Variant = {
  /** A preset's id, 'recommended', or the name of an ablation. */
  readonly variant: string;
  readonly seed: number;
  /** In place of the preset's. */
  readonly epochs: number | null;
};

export const CLASSES = ['Healthy', 'Brain Tumor'];

/** All that were taken. A scan is called by its place here. */
export const scans: Scan[] = [];
/** By `preprocessingKey`: bytes of every scan, in the order of `scans`. */
const inputs = new Map<string, Uint8Array[]>();

/** Decodes and preprocesses a file. */
export async function takeScan({ path, className, group }: Listed, file: File): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { image, format, colourMode } = await decodeImage(bytes);
  const { width, height } = image;
  const label = CLASSES.indexOf(className);
  if (label < 0) throw new Error(`The class ${className} is not known.`);
  const audited = { sha256: path, className, format, colourMode, width, height, bytes: bytes.length, facts: null };
  scans.push({ className, group, label, audited });
  for (const spec of inputsOfVariants) pixelsOf(spec).push(preprocess(image, spec));
}

function pixelsOf(spec: PreprocessingSpec): Uint8Array[] {
  const key = preprocessingKey(spec);
  const made = inputs.get(key) ?? [];
  inputs.set(key, made);
  return made;
}

/** For each of some scans the number of its fold; groups stay whole. The same scans and seed give the same folds. */
export function groupedFolds(some: readonly number[], folds: number, seed: number): Uint8Array {
  const of = (value: (scan: Scan) => number) => Int32Array.from(some, (scan) => value(scans[scan] as Scan));
  const numbers = new Map<number, number>();
  const groups = of(({ group }) => numbers.get(group) ?? numbers.set(group, numbers.size).size - 1);
  return groupKFold(
    of(({ label }) => label),
    2,
    groups,
    folds,
    createRandom(seed),
  );
}

/** Trains a variant to its end. */
export async function trainOn(
  { variant, seed, epochs }: Variant,
  parts: { readonly training: readonly number[]; readonly validation: readonly number[] },
) {
  const preset = presetCalled(variant);
  const hyperparameters = { ...preset.hyperparameters, seed, ...(epochs === null ? {} : { epochs }) };
  const { network, preprocessing, augmentation } = preset;
  const job = {
    ...{ network, augmentation, hyperparameters, classCount: 2, checkpoint: null },
    input: { size: preprocessing.size, depth: preprocessing.depth },
    training: labelled(parts.training, preprocessing),
    validation: labelled(parts.validation, preprocessing),
  };
  const { best, history, reason } = await runToEnd(train(job, new AbortController().signal));
  if (!best) throw new Error(reason);
  return { best, history, settings: { ...preset, hyperparameters } };
}

export function labelled(some: readonly number[], spec: PreprocessingSpec): LabelledPixels {
  const bytes = spec.size ** 2 * spec.depth;
  const pixels = new Uint8Array(some.length * bytes);
  const made = pixelsOf(spec);
  some.forEach((scan, place) => {
    const ofScan = made[scan];
    if (!ofScan) throw new Error(`No scan was prepared as ${preprocessingKey(spec)}.`);
    pixels.set(ofScan, place * bytes);
  });
  return { pixels, labels: Uint8Array.from(some, (scan) => scans[scan]?.label ?? 0) };
}

async function runToEnd(steps: ReturnType<typeof train>): Promise<TrainingEnd> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

export type Artifacts = Parameters<typeof networkFromArtifacts>[0];

/** What a trained network says of some scans, with their groups. */
export async function predictionsOf(
  artifacts: Artifacts,
  some: readonly number[],
  preset: Preset,
): Promise<Predictions> {
  const network = await networkFromArtifacts(artifacts);
  try {
    const { pixels, labels } = labelled(some, preset.preprocessing);
    const probabilities = await predict(network, pixels, some.length, networkInputOf(preset));
    const of = some.map((scan) => scans[scan] as Scan);
    return {
      sha256: of.map(({ audited }) => audited.sha256),
      labels: [...labels],
      probabilities,
      groups: of.map(({ group }) => group),
    };
  } finally {
    network.dispose();
  }
}
