import type { AuditedScan } from '../../src/audit/auditReport.ts';
import { evaluateShortcut } from '../../src/audit/shortcuts/evaluateShortcut.ts';
import { startComputeBackend } from '../../src/compute/backend.ts';
import { decodeImage } from '../../src/decoding/decode.ts';
import type { DecodedImage } from '../../src/decoding/image/decodedImage.ts';
import { slicesOf } from '../../src/decoding/slices/storedSlice.ts';
import { formatOf } from '../../src/decoding/sniff.ts';
import { windowed } from '../../src/decoding/windowing/windowing.ts';
import { predictedClass } from '../../src/evaluation/predictedClass.ts';
import type { Predictions } from '../../src/evaluation/predictions.ts';
import { binaryResults } from '../../src/evaluation/testResults.ts';
import { chooseThreshold } from '../../src/evaluation/threshold.ts';
import { appearances } from '../../src/inference/appearance.ts';
import { embed } from '../../src/inference/embed.ts';
import { fitFamiliarity, type SeenScans, unlikeness } from '../../src/inference/familiarity.ts';
import { predict } from '../../src/inference/predict.ts';
import { networkFromArtifacts } from '../../src/model/artifacts.ts';
import { type FamiliarityRecord, readNormalModel } from '../../src/model/familiarityRecord.ts';
import { networkInputOf } from '../../src/model/networkInput.ts';
import type { Preset } from '../../src/model/presets.ts';
import { preprocess, preprocessingKey } from '../../src/preprocessing/preprocess.ts';
import { DEFAULT_INPUT, HARMONISED_INPUT, type PreprocessingSpec } from '../../src/preprocessing/preprocessingSpec.ts';
import { areaUnderCurve } from '../../src/statistics/auc.ts';
import { groupKFold } from '../../src/statistics/groupKFold.ts';
import { squaredDistances } from '../../src/statistics/normalModel.ts';
import { createRandom } from '../../src/statistics/random.ts';
import type { LabelledPixels } from '../../src/training/batches.ts';
import { train } from '../../src/training/train.ts';
import type { TrainingEnd } from '../../src/training/trainingJob.ts';
import { serve } from '../../src/worker/rpc/serve.ts';
import { trustOwnThreads } from '../../src/worker/spawnWorker.ts';
import { ablations, presetCalled } from './variants.ts';

trustOwnThreads(); // tfjs's

/** A file as the list of groups names it. */
type Listed = { readonly path: string; readonly className: string; readonly group: number };

type Fold = {
  /** A preset's id, 'recommended', or the name of an ablation. */
  readonly variant: string;
  readonly folds: number;
  /** From 0. */
  readonly fold: number;
  readonly seed: number;
  /** In place of the preset's. */
  readonly epochs: number | null;
};

type Scan = Omit<Listed, 'path'> & { readonly label: number; readonly audited: AuditedScan };

const CLASSES = ['Healthy', 'Brain Tumor'];
/** One seventh of what is not tested validates: as 15 of 85 scans in the page. */
const VALIDATION_FOLDS = 7;

const scans: Scan[] = [];
/** By `preprocessingKey`: bytes of every scan, in the order of `scans`. */
const inputs = new Map<string, Uint8Array[]>();

/** Pictures that are no scans. */
const unlike: DecodedImage[] = [];
/** Slices of healthy heads from elsewhere, by the folder's name. */
const heads: { readonly name: string; readonly images: readonly DecodedImage[] }[] = [];

/** Cross-validation by Axial's own decoding, preprocessing, training and prediction, on WASM. */
serve({
  async start() {
    return (await startComputeBackend('wasm')).device;
  },

  /** Decodes and preprocesses the files that are listed. Returns how many can be used. */
  async take(files: readonly { readonly file: File; readonly path: string }[], listed: readonly Listed[]) {
    const fileAt = new Map(files.map(({ file, path }) => [path, file]));
    for (const each of listed) {
      const file = fileAt.get(each.path);
      if (file) await take(each, file);
    }
    return { scans: scans.length, groups: new Set(scans.map(({ group }) => group)).size };
  },

  /** Pictures of something else, for the familiarity check; what no decoder takes is left out. Returns how many there are. */
  async takeUnlike(files: readonly { readonly file: File }[]) {
    for (const { file } of files) {
      const decoded = await decodeImage(new Uint8Array(await file.arrayBuffer())).catch(() => null);
      if (decoded) unlike.push(decoded.image);
    }
    unlike.push(...drawnPages());
    return unlike.length;
  },

  /** Slices of a folder of healthy heads from elsewhere. Returns how many there are. */
  async takeHeads(files: readonly { readonly file: File; readonly path: string }[]) {
    const images: DecodedImage[] = [];
    for (const { file } of files) images.push(...(await headSlices(new Uint8Array(await file.arrayBuffer()))));
    heads.push({ name: files[0]?.path.split('/')[0] ?? 'heads', images });
    return images.length;
  },

  /** What the header alone is worth: width, height, format, colours, bytes. */
  shortcut() {
    const groups = Int32Array.from(scans, ({ group }) => group);
    const audited = scans.map((scan) => scan.audited);
    const found = evaluateShortcut('header', audited, CLASSES, groups, null);
    if (!found) throw new Error('Nothing can be predicted from the headers.');
    return { accuracy: found.accuracy, auc: found.auc };
  },

  ablations: () => ablations.map(({ name }) => name),

  trainFold,
});

async function take({ path, className, group }: Listed, file: File): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { image, format, colourMode } = await decodeImage(bytes);
  const { width, height } = image;
  const label = CLASSES.indexOf(className);
  if (label < 0) throw new Error(`The class ${className} is not known.`);
  const audited = { sha256: path, className, format, colourMode, width, height, bytes: bytes.length, facts: null };
  scans.push({ className, group, label, audited });
  for (const spec of [DEFAULT_INPUT, HARMONISED_INPUT]) pixelsOf(spec).push(preprocess(image, spec));
}

function pixelsOf(spec: PreprocessingSpec): Uint8Array[] {
  const key = preprocessingKey(spec);
  const made = inputs.get(key) ?? [];
  inputs.set(key, made);
  return made;
}

/** Trains on all but one fold, chooses the threshold on validation, and judges the fold. */
async function trainFold({ variant, folds, fold, seed, epochs }: Fold) {
  const preset = presetCalled(variant);
  const hyperparameters = { ...preset.hyperparameters, seed, ...(epochs === null ? {} : { epochs }) };
  const all = Array.from(scans, (_, scan) => scan);
  const foldOf = foldsOf(all, folds);
  const tested = all.filter((scan) => foldOf[scan] === fold);
  const others = all.filter((scan) => foldOf[scan] !== fold);
  const partOf = foldsOf(others, VALIDATION_FOLDS);
  const [validated, trained] = [true, false].map((first) => others.filter((_, at) => (partOf[at] === 0) === first));
  if (!validated || !trained) throw new Error('The scans could not be divided.');
  const { network, preprocessing, augmentation } = preset;
  const job = {
    ...{ network, augmentation, hyperparameters, classCount: 2, checkpoint: null },
    input: { size: preprocessing.size, depth: preprocessing.depth },
    training: labelled(trained, preprocessing),
    validation: labelled(validated, preprocessing),
  };
  const end = await runToEnd(train(job, new AbortController().signal));
  const { best, history } = end;
  if (!best) throw new Error(end.reason);
  const settings = { ...preset, hyperparameters };
  const threshold = chooseThreshold(await predictionsOf(best.artifacts, validated, settings));
  const { metrics } = binaryResults(await predictionsOf(best.artifacts, tested, settings), threshold);
  const familiarity = await familiarityOf(best.artifacts, { trained, validated, tested }, settings, threshold);
  const seconds = history.epochs.map((epoch) => epoch.seconds).toSorted((a, b) => a - b);
  return {
    ...{ accuracy: metrics.accuracy, auc: metrics.auc, n: tested.length, bestEpoch: best.epoch, familiarity },
    epochs: history.epochs.length,
    secondsPerEpoch: seconds[Math.floor(seconds.length / 2)] ?? Number.NaN,
  };
}

/** The same division for every variant and seed. */
function foldsOf(some: readonly number[], folds: number): Uint8Array {
  const of = (value: (scan: Scan) => number) => Int32Array.from(some, (scan) => value(scans[scan] as Scan));
  const numbers = new Map<number, number>();
  const groups = of(({ group }) => numbers.get(group) ?? numbers.set(group, numbers.size).size - 1);
  return groupKFold(
    of(({ label }) => label),
    2,
    groups,
    folds,
    createRandom(folds),
  );
}

function labelled(some: readonly number[], spec: PreprocessingSpec): LabelledPixels {
  const bytes = spec.size ** 2 * spec.depth;
  const pixels = new Uint8Array(some.length * bytes);
  some.forEach((scan, place) => {
    pixels.set(pixelsOf(spec)[scan] ?? [], place * bytes);
  });
  return { pixels, labels: Uint8Array.from(some, (scan) => scans[scan]?.label ?? 0) };
}

async function runToEnd(steps: ReturnType<typeof train>): Promise<TrainingEnd> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

type Artifacts = Parameters<typeof networkFromArtifacts>[0];

async function predictionsOf(artifacts: Artifacts, some: readonly number[], preset: Preset): Promise<Predictions> {
  const network = await networkFromArtifacts(artifacts);
  try {
    const { pixels, labels } = labelled(some, preset.preprocessing);
    const probabilities = await predict(network, pixels, some.length, networkInputOf(preset));
    const of = some.map((scan) => scans[scan] as Scan);
    return {
      sha256: of.map(({ audited }) => audited.sha256),
      labels: [...labels],
      probabilities,
      bundles: of.map(({ group }) => group),
    };
  } finally {
    network.dispose();
  }
}

type Parts = Readonly<Record<'trained' | 'validated' | 'tested', readonly number[]>>;

/**
 * The check that the page would keep with this network: what share of the fold it questions, what share of pictures of something else,
 * and how well its larger distance, as a share of its limit, tells the two apart. Of healthy heads from elsewhere, how many are called
 * positive, and how many of those are questioned.
 */
async function familiarityOf(
  artifacts: Artifacts,
  { trained, validated, tested }: Parts,
  preset: Preset,
  threshold: number,
) {
  const network = await networkFromArtifacts(artifacts);
  const input = networkInputOf(preset);
  const seen = async (pixels: Uint8Array, count: number): Promise<SeenScans> => ({
    ...{ appearances: appearances(pixels, count, input), count },
    activations: (await embed(network, pixels, count, input)).values,
  });
  const seenScans = (some: readonly number[]) => seen(labelled(some, preset.preprocessing).pixels, some.length);
  try {
    const sizes = (some: readonly number[]) => some.map((scan) => (scans[scan] as Scan).audited);
    const leastSide = Math.min(...sizes(trained).map(({ width, height }) => Math.min(width, height)));
    const check = fitFamiliarity(await seenScans(trained), await seenScans(validated), leastSide);
    if (!check) return null;
    const pixelsOfAll = (images: readonly DecodedImage[]) =>
      Uint8Array.from(images.flatMap((image) => [...preprocess(image, preset.preprocessing)]));
    const [known, others] = [await seenScans(tested), await seen(pixelsOfAll(unlike), unlike.length)];
    const questioned = [unlikeness(check, known, sizes(tested)), unlikeness(check, others, unlike)];
    const scores = [known, others].flatMap((some) => distancesOf(check, some));
    const isUnlike = scores.map((_, place) => place >= tested.length);
    const [ofKnown = Number.NaN, ofUnlike = Number.NaN] = questioned.map(
      (all) => all.filter((why) => why.length > 0).length / all.length,
    );
    const elsewhere = [];
    for (const { name, images } of heads) {
      const pixels = pixelsOfAll(images);
      const asked = unlikeness(check, await seen(pixels, images.length), images).map((why) => why.length > 0);
      const answers = await predict(network, pixels, images.length, input);
      const called = answers.map((row) => predictedClass(row, threshold) === 1);
      const unasked = called.filter((positive, slice) => positive && !asked[slice]);
      elsewhere.push({
        ...{ name, slices: images.length, questioned: asked.filter(Boolean).length },
        ...{ called: called.filter(Boolean).length, calledUnquestioned: unasked.length },
        probabilities: answers.map(([, positive = 0]) => positive),
      });
    }
    return { known: ofKnown, unlike: ofUnlike, auc: areaUnderCurve(scores, isUnlike), heads: elsewhere };
  } finally {
    network.dispose();
  }
}

function distancesOf({ appearance, activations }: FamiliarityRecord, seen: SeenScans): number[] {
  const looks = squaredDistances(readNormalModel(appearance), seen.appearances);
  const inside = squaredDistances(readNormalModel(activations), seen.activations);
  return Array.from(looks, (distance, place) =>
    Math.max(distance / appearance.limit, (inside[place] ?? 0) / activations.limit),
  );
}

/** Share of a volume's slices, in the middle, that show the brain; and each how many of them are taken. */
const MIDDLE = 0.6;
const EVERY = 4;

/** The slices of a file, of a volume some of the middle ones, as the page feeds them. */
async function headSlices(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedImage[]> {
  const format = await formatOf(bytes);
  if (!format || format.holds === 'image') return [];
  const all: DecodedImage[] = [];
  for await (const slice of slicesOf(bytes, format, 'all')) all.push(windowed(slice));
  if (all.length < 2 * EVERY) return all;
  const margin = Math.round((all.length * (1 - MIDDLE)) / 2);
  return all.slice(margin, all.length - margin).filter((_, place) => place % EVERY === 0);
}

/** Noise, a black, a white and a grey page, stripes, and pages of lines as of text. */
function drawnPages(): DecodedImage[] {
  const random = createRandom(7);
  const page = (level: (x: number, y: number) => number): DecodedImage => {
    const [width, height] = [300, 400];
    const pixels = new Uint8Array(width * height);
    for (let place = 0; place < pixels.length; place++) {
      pixels[place] = level(place % width, Math.floor(place / width));
    }
    return { width, height, channels: 1, pixels };
  };
  const text = () => {
    const lengths = Array.from({ length: 40 }, () => 120 + random.integer(140));
    return page((x, y) => (y % 10 < 6 && x > 30 && x < (lengths[(y / 10) | 0] ?? 0) && random.next() < 0.5 ? 30 : 250));
  };
  return [
    ...Array.from({ length: 5 }, () => page(() => random.integer(256))),
    ...[0, 128, 255].map((level) => page(() => level)),
    ...[8, 40].map((width) => page((x) => (Math.floor(x / width) % 2 ? 255 : 0))),
    ...Array.from({ length: 5 }, text),
  ];
}
