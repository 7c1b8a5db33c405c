import { evaluateShortcut } from '../../../src/audit/shortcuts/evaluateShortcut.ts';
import { startComputeBackend } from '../../../src/compute/backend.ts';
import { decodeImage } from '../../../src/decoding/decode.ts';
import type { DecodedImage } from '../../../src/decoding/image/decodedImage.ts';
import { slicesOf } from '../../../src/decoding/slices/storedSlice.ts';
import { formatOf } from '../../../src/decoding/sniff.ts';
import { windowed } from '../../../src/decoding/windowing/windowing.ts';
import { binaryResults } from '../../../src/evaluation/metrics/testResults.ts';
import { predictedClass } from '../../../src/evaluation/predictedClass.ts';
import { chooseThreshold } from '../../../src/evaluation/threshold/threshold.ts';
import { appearances } from '../../../src/inference/appearance.ts';
import { embed } from '../../../src/inference/embed.ts';
import { fitFamiliarity, type SeenScans, unlikeness } from '../../../src/inference/familiarity.ts';
import { predict } from '../../../src/inference/predict.ts';
import { type FamiliarityRecord, readNormalModel } from '../../../src/model/card/familiarityRecord.ts';
import { networkFromArtifacts } from '../../../src/model/network/artifacts.ts';
import { networkInputOf } from '../../../src/model/networkInput.ts';
import type { Preset } from '../../../src/model/presets.ts';
import { preprocess } from '../../../src/preprocessing/preprocess.ts';
import { areaUnderCurve } from '../../../src/statistics/intervals/auc.ts';
import { squaredDistances } from '../../../src/statistics/prediction/normalModel.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import { serve } from '../../../src/worker/rpc/serve.ts';
import { trustOwnThreads } from '../../../src/worker/spawnWorker.ts';
import { judgeAside } from './keptAside.ts';
import {
  type Artifacts,
  CLASSES,
  groupedFolds,
  type Listed,
  labelled,
  predictionsOf,
  type Scan,
  scans,
  takeScan,
  trainOn,
  type Variant,
} from './realScans.ts';
import { ablations } from './variants.ts';

trustOwnThreads(); // tfjs's

type Fold = Variant & {
  readonly folds: number;
  /** From 0. */
  readonly fold: number;
};

/** One seventh of what is not tested validates: as 15 of 85 scans in the page. */
const VALIDATION_FOLDS = 7;

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
      if (file) await takeScan(each, file);
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
  judgeAside,
});

/** Trains on all but one fold, chooses the threshold on validation, and judges the fold. The same folds for every variant and seed. */
async function trainFold({ folds, fold, ...variant }: Fold) {
  const all = Array.from(scans, (_, scan) => scan);
  const foldOf = groupedFolds(all, folds, folds);
  const tested = all.filter((scan) => foldOf[scan] === fold);
  const others = all.filter((scan) => foldOf[scan] !== fold);
  const partOf = groupedFolds(others, VALIDATION_FOLDS, VALIDATION_FOLDS);
  const [validated, trained] = [true, false].map((first) => others.filter((_, at) => (partOf[at] === 0) === first));
  if (!validated || !trained) throw new Error('The scans could not be divided.');
  const { best, history, settings } = await trainOn(variant, { training: trained, validation: validated });
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
