import type { AuditReport, OutlierKind, Shortcut } from '../../src/audit/auditReport.ts';
import type { BackendOffer } from '../../src/compute/backends.ts';
import type { ScanView } from '../../src/dataset/edits/dataSetView.ts';
import type { Edit } from '../../src/dataset/edits/datasetEdits.ts';
import type { DataSetVersion } from '../../src/dataset/edits/version.ts';
import { shaOf } from '../../src/dataset/exampleScans.fixture.ts';
import type { LabelTable } from '../../src/dataset/import/labelTables/tableColumns.ts';
import { packOutcomes } from '../../src/dataset/import/packedOutcomes.ts';
import type { FileOutcome } from '../../src/dataset/scan.ts';
import { inWords } from '../../src/dataset/userError.ts';
import { compareRuns } from '../../src/evaluation/comparison/compareRuns.ts';
import { rocCurve } from '../../src/evaluation/curves/roc.ts';
import type { ReadableField } from '../../src/evaluation/embeddings/fieldProbes.ts';
import { binaryResults, multiClassResults } from '../../src/evaluation/metrics/testResults.ts';
import { type Predictions, rowsOf } from '../../src/evaluation/predictions.ts';
import { chooseThreshold } from '../../src/evaluation/threshold/threshold.ts';
import type { ModelCard } from '../../src/model/card/card.ts';
import { exampleCard } from '../../src/model/card/exampleCard.fixture.ts';
import { presets } from '../../src/model/presets.ts';
import { createRandom, type Random } from '../../src/statistics/random.ts';
import type { EpochRecord, TrainingHistory } from '../../src/training/history.ts';
import type { DroppedFile } from '../../src/ui/drop/droppedFiles.ts';
import { draftOf } from '../../src/ui/stages/train/settings/draft/trainingDraft.ts';
import type { ClassifiedRow } from '../../src/worker/jobs/classify/classifyProtocol.ts';
import type { ScanMap } from '../../src/worker/jobs/explore/exploreProtocol.ts';
import type { ImportProgress } from '../../src/worker/jobs/import/importProtocol.ts';
import type { ModelComparison, ModelDetail } from '../../src/worker/jobs/models/modelProtocol.ts';
import type { BenchmarkReport, RunView, TrainingRequest } from '../../src/worker/jobs/training/trainingProtocol.ts';
import type { Workspace } from '../../src/worker/jobs/workspace/workspaceProtocol.ts';
import { SIDE, thumbnailOf } from './pictures.ts';

const CLASSES = ['Healthy', 'Brain Tumor'] as const;
const SCANS = 240;
const VERSION = 'ab'.repeat(32);
const IMPORTED_AT = '2026-11-23T08:00:00.000Z';

type SentDataSet = NonNullable<Workspace['dataSet']>;

/** Even numbers are healthy, odd ones are not: see `pictures.ts`. Two of three have a known patient. */
function scanOf(index: number): ScanView {
  const className = CLASSES[index % 2] ?? CLASSES[0];
  const name = `${index % 2 ? 'Cancer' : 'Not Cancer'} (${Math.floor(index / 2) + 1}).jpg`;
  const patient = {
    id: Math.floor(index / 6)
      .toString(16)
      .padStart(16, '0'),
    from: 'name',
  } as const;
  return {
    ...{ sha256: shaOf(index), name, path: `${className}/${name}`, className, format: 'jpeg' },
    ...{ width: SIDE, height: SIDE, bytes: 14_200 + 37 * index, colourMode: 'grey', slice: null },
    facts: { mean: 60, contrast: 50, border: 3, sharpness: 0.2 },
    subject: index % 3 === 0 ? null : patient,
  };
}

const scans: readonly ScanView[] = Array.from({ length: SCANS }, (_, index) => scanOf(index));
const importedVersion: DataSetVersion = {
  ...{
    number: 1,
    hash: VERSION,
    at: IMPORTED_AT,
    code: 'import',
    params: { scans: SCANS },
    scans: SCANS,
    excluded: 0,
    edit: null,
  },
};

const importedOutcomes: readonly FileOutcome[] = scans.map(({ path, className }) => ({
  status: 'imported',
  path,
  className,
}));

export const dataSet: SentDataSet = {
  name: 'Brain MRI',
  synthetic: false,
  source: {
    classes: CLASSES,
    scans,
    outcomes: packOutcomes(importedOutcomes),
    edits: [],
    folders: CLASSES.map((name) => [name, name] as const),
  },
  ...{ version: importedVersion, history: [importedVersion], groupCount: 214, unfinished: null },
};

export const syntheticDataSet: SentDataSet = { ...dataSet, name: 'Synthetic sample', synthetic: true };

const edits: readonly Edit[] = [
  { id: 1, at: '2026-11-23T09:00:00.000Z', kind: 'exclude', sha256s: [4, 6, 8].map(shaOf), why: 'copy' },
  { id: 2, at: '2026-11-23T09:05:00.000Z', kind: 'relabel', sha256s: [10].map(shaOf), className: 'Brain Tumor' },
  { id: 3, at: '2026-11-23T09:10:00.000Z', kind: 'harmonise' },
];
const editedVersion: DataSetVersion = {
  ...{ number: 2, hash: 'cd'.repeat(32), at: '2026-11-23T09:05:00.000Z' },
  ...{ code: 'exclude', params: { scans: 3, why: 'copy' } },
  ...{ scans: SCANS - 3, excluded: 3, edit: 1 },
};
export const editedDataSet: SentDataSet = {
  ...dataSet,
  source: { ...dataSet.source, edits },
  ...{ version: editedVersion, history: [importedVersion, editedVersion] },
};

export const outcomes: readonly FileOutcome[] = [
  ...importedOutcomes,
  {
    ...{ status: 'duplicate', path: 'Healthy/copy of 12.jpg', className: 'Healthy' },
    ...{ of: 'Healthy/Not Cancer (12).jpg', ofClassName: 'Healthy', sha256: shaOf(22) },
  },
  {
    ...{ status: 'duplicate', path: 'Healthy/Cancer (3).jpg', className: 'Healthy' },
    ...{ of: 'Brain Tumor/Cancer (3).jpg', ofClassName: 'Brain Tumor', sha256: shaOf(5) },
  },
  {
    ...{ status: 'refused', path: 'Brain Tumor/Cancer (77).jpg', className: 'Brain Tumor' },
    ...inWords('The JPEG ends before its picture does. Copy the file again from where it came from.'),
  },
  {
    ...{ status: 'refused', path: 'Healthy/a very long name of a scan, as some hospitals export them, 2026-11-23.tif' },
    ...{ className: 'Healthy', ...inWords('The TIFF is compressed in a way that Axial cannot read (CCITT G4).') },
  },
  { status: 'ignored', path: 'Healthy/Thumbs.db', code: 'system-file', params: {} },
  { status: 'ignored', path: 'notes.txt', code: 'text', params: {} },
];

export const importProgress: ImportProgress = {
  ...{ done: 1480, total: 4600, scansPerSecond: 212, secondsLeft: 15 },
  ...{ imported: 1462, duplicates: 15, refused: 3 },
};

const estimate = (value: number, half: number) => ({ value, low: value - half, high: Math.min(1, value + half) });
const judged = { n: SCANS, groups: 214, majority: 0.5 };
const SHARPNESS = [
  { value: 'sharpness below 0.2', countPerClass: [62, 58] },
  { value: 'sharpness from 0.2', countPerClass: [58, 62] },
];
const shortcuts: readonly Shortcut[] = [
  {
    ...{ from: 'size', preprocessing: null, ...judged, accuracy: estimate(0.91, 0.04), auc: estimate(0.94, 0.03) },
    table: [
      { value: '256 × 256', countPerClass: [104, 6] },
      { value: '512 × 512', countPerClass: [9, 98] },
      { value: 'other', countPerClass: [7, 16] },
    ],
  },
  {
    ...{ from: 'header', preprocessing: null, ...judged, accuracy: estimate(0.78, 0.05), auc: estimate(0.83, 0.05) },
    table: [
      { value: 'JPEG', countPerClass: [80, 30] },
      { value: 'PNG', countPerClass: [40, 90] },
    ],
  },
  {
    ...{ from: 'picture', preprocessing: null, ...judged, accuracy: estimate(0.62, 0.06), auc: estimate(0.64, 0.06) },
    table: [
      { value: 'border below 2', countPerClass: [70, 40] },
      { value: 'border from 2', countPerClass: [50, 80] },
    ],
  },
  {
    ...{ from: 'input', preprocessing: 'v1-64x64x1-stretch', ...judged },
    ...{ accuracy: estimate(0.52, 0.06), auc: estimate(0.53, 0.06), table: SHARPNESS },
  },
];

const ODD_KINDS: readonly OutlierKind[] = ['dark', 'bright', 'blank', 'tiny', 'aspect', 'contrast', 'outlier'];

export const fullReport: AuditReport = {
  version: VERSION,
  groupCount: 214,
  copies: [
    { sha256s: [1, 2].map(shaOf), conflict: true, droppedAgain: [] },
    { sha256s: [3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25].map(shaOf), conflict: false, droppedAgain: [] },
    ...[30, 40, 50, 60].map((first) => ({
      ...{ sha256s: [first, first + 2, first + 4].map(shaOf), conflict: false },
      droppedAgain: first === 30 ? [{ path: 'Healthy/again.jpg', className: 'Healthy', sha256: shaOf(30) }] : [],
    })),
    {
      ...{ sha256s: [shaOf(80)], conflict: true },
      droppedAgain: [{ path: 'Brain Tumor/again (2).jpg', className: 'Brain Tumor', sha256: shaOf(80) }],
    },
  ],
  shortcuts,
  oddOnes: ODD_KINDS.map((kind, place) => ({
    kind,
    scans: Array.from({ length: 8 }, (_, index) => ({ sha256: shaOf(100 + 8 * place + index), value: 1 + index / 10 })),
  })),
};

const untelling = (shortcut: Shortcut): Shortcut => ({
  ...shortcut,
  ...{ accuracy: estimate(0.51, 0.06), auc: estimate(0.5, 0.06), table: SHARPNESS },
});
export const cleanReport: AuditReport = {
  ...{ version: VERSION, groupCount: SCANS, copies: [], oddOnes: [], shortcuts: shortcuts.map(untelling) },
};

function sharesOf(odds: readonly number[]): number[] {
  const sum = odds.reduce((all, each) => all + each, 0);
  return odds.map((each) => each / sum);
}

/** Right more often than not; `skill`: how far the right class stands out. */
function predictionsOf(seed: number, count: number, classCount: number, skill: number): Predictions {
  const random = createRandom(seed);
  const labels = Array.from({ length: count }, (_, index) => index % classCount);
  return {
    sha256: labels.map((_, index) => shaOf(index)),
    labels,
    probabilities: labels.map((label) =>
      sharesOf(
        Array.from({ length: classCount }, (_, index) => Math.exp(2 * random.normal() + (index === label ? skill : 0))),
      ),
    ),
    groups: labels.map((_, index) => Math.floor(index / 2)),
  };
}

export const compactRequest: TrainingRequest = draftOf(presets[0] ?? never('a preset')).request;

function never(what: string): never {
  throw new Error(`There is no ${what}.`);
}

function epochOf(epoch: number): EpochRecord {
  const wave = 0.03 * Math.sin(epoch * 1.7);
  return {
    epoch,
    ...{ trainingLoss: 0.62 * Math.exp(-epoch / 9) + 0.05, trainingAccuracy: 0.97 - 0.4 * Math.exp(-epoch / 6) },
    validationLoss: 0.58 * Math.exp(-epoch / 8) + 0.14 + wave,
    validationAccuracy: 0.93 - 0.38 * Math.exp(-epoch / 6) - wave,
    ...{ learningRate: 0.0005 * (1 + Math.cos((Math.PI * epoch) / 30)), seconds: 2.1 },
  };
}

export const BATCHES_PER_EPOCH = 6;

export function lossesOfEpoch(epoch: number): number[] {
  const random = createRandom(epoch);
  return Array.from({ length: BATCHES_PER_EPOCH }, () => 0.6 * Math.exp(-epoch / 9) + 0.04 + 0.06 * random.next());
}

/** From noise to edges of every direction. */
function filtersAfter(epoch: number) {
  const random = createRandom(5);
  const learned = 1 - Math.exp(-epoch / 3);
  const values = Float32Array.from({ length: 9 * 16 }, (_, i) => {
    const [place, filter] = [Math.floor(i / 16), i % 16];
    const [x, y, turn] = [(place % 3) - 1, Math.floor(place / 3) - 1, (filter * Math.PI) / 8];
    return 0.2 * (random.normal() * (1 - learned) + 1.6 * learned * (x * Math.cos(turn) + y * Math.sin(turn)));
  });
  return { epoch, values };
}

export function historyOf(epochs: number): TrainingHistory {
  const records = Array.from({ length: epochs }, (_, index) => epochOf(index + 1));
  const filters = { shape: [3, 3, 1, 16], epochs: [0, 1, 3, epochs].map(filtersAfter) };
  return { epochs: records, batchLosses: records.flatMap(({ epoch }) => lossesOfEpoch(epoch)), filters };
}

export const fieldProbes: ReadableField[] = [
  { kind: 'format', value: 'jpeg', className: 'Healthy', n: 120, auc: { value: 0.83, low: 0.74, high: 0.9 } },
  {
    kind: 'size',
    value: '256 to 511 px',
    className: 'Brain Tumor',
    n: 120,
    auc: { value: 0.58, low: 0.45, high: 0.7 },
  },
];

/** Two clouds, one for each class. */
export const scanMap: ScanMap = mapOf(createRandom(31));

function mapOf(random: Random): ScanMap {
  const along = (shift: number) => Float32Array.from(scans, (_, scan) => random.normal() + (scan % 2 ? shift : -shift));
  const subsets = scans.map((_, scan) => (scan < 36 ? 'test' : scan < 72 ? 'validation' : 'training'));
  return { sha256s: scans.map(({ sha256 }) => sha256), x: along(2), y: along(0.5), subsets };
}

export const interruptedRun: RunView = {
  ...{
    request: compactRequest,
    history: historyOf(12),
    epochsDone: 12,
    folds: null,
    savedAt: '2026-11-27T18:04:00.000Z',
    version: 1,
  },
};
export const unbegunRun: RunView = { ...interruptedRun, history: historyOf(0), epochsDone: 0 };

type Judged = { readonly card: ModelCard; readonly predictions: NonNullable<ModelDetail['predictions']> };

/** The card with the threshold and the figures that follow from these predictions. */
function judgedCard(basis: ModelCard, test: Predictions, validation: Predictions): Judged {
  const isChosen = basis.threshold !== null && basis.thresholdFrom === 'validation';
  const card = isChosen ? { ...basis, threshold: chooseThreshold(validation) } : basis;
  const { metrics } =
    card.threshold === null ? multiClassResults(test, card.classes.length) : binaryResults(test, card.threshold);
  const values = Object.fromEntries(Object.entries(metrics).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  const figures = { n: test.labels.length, values, evidence: 'bundles' } as const;
  return { card: { ...card, figures }, predictions: { test, validation } };
}

const { backend: _, ...asked } = compactRequest;
const twoClassCard: ModelCard = {
  ...exampleCard,
  ...asked,
  name: 'Compact CNN, Monday',
  classes: CLASSES,
  data: {
    ...{ name: dataSet.name, synthetic: false, fingerprint: VERSION, version: 1, scansPerClass: [120, 120] },
    patients: { of: SCANS, scans: 160, patients: 40, volumes: 0 },
  },
  split: { ...asked.split, scans: { training: 168, validation: 36, test: 36 }, testScansWithTwin: 0, testGroups: 18 },
  ...{ epochsTrained: 30, bestEpoch: 24 },
};

function detailOf(id: string, { card, predictions }: Judged, more: Partial<ModelDetail> = {}): ModelDetail {
  return {
    ...{ id, name: card.name, createdAt: card.createdAt, card, bytes: 412_000, fingerprint: '3f9a1c0be7d2' },
    ...{
      imported: false,
      history: historyOf(card.epochsTrained),
      predictions,
      notes: '',
      trainingSeconds: 63,
      ...{ externalTests: [], robustness: null, statements: {} },
    },
    ...more,
  };
}

export const twoClassModel = detailOf(
  'two-classes',
  judgedCard(twoClassCard, predictionsOf(3, 36, 2, 4), predictionsOf(4, 36, 2, 4)),
);

/** Right three times of four. */
export const hardModel = detailOf(
  'hard',
  judgedCard(
    { ...twoClassCard, name: 'Compact CNN, hard scans' },
    predictionsOf(3, 120, 2, 1.5),
    predictionsOf(4, 120, 2, 1.5),
  ),
);

/** Tested in another ward, where it does worse. */
export const externallyTested: ModelDetail = {
  ...twoClassModel,
  externalTests: [
    {
      ...{
        id: 'ward',
        name: 'Ward B, 2025',
        at: '2026-11-26T08:00:00.000Z',
        predictions: predictionsOf(21, 120, 2, 1.5),
      },
      external: {
        ...{ scansPerClass: [60, 60], formats: [['dicom', 104] as const, ['png', 16] as const] },
        ...{ longerSide: { low: 256, median: 512, high: 640 }, grey: { low: 31, median: 44, high: 70 } },
        contrast: { low: 30, median: 41, high: 66 },
      },
      internal: {
        ...{ scansPerClass: [18, 18], formats: [['jpeg', 36] as const] },
        ...{ longerSide: { low: 200, median: 256, high: 512 }, grey: { low: 40, median: 60, high: 80 } },
        contrast: { low: 40, median: 50, high: 60 },
      },
      leftOut: { exactDuplicates: 4, nearDuplicates: 8, repeated: 2, refused: 1 },
    },
  ],
};

/** Its card leaves what is near the threshold undecided, and says when the test set was opened. */
export const undecidedModel: ModelDetail = {
  ...twoClassModel,
  id: 'undecided',
  card: {
    ...twoClassModel.card,
    thresholdRule: { kind: 'steady' },
    undecided: { low: 0.3, high: 0.7 },
    testAccess: { openings: [{ at: '2026-11-28T09:00:00.000Z', threshold: twoClassModel.card.threshold }] },
  },
};

const sealedValidation = predictionsOf(4, 36, 2, 4);
const { card: onValidation } = judgedCard(
  { ...twoClassCard, name: 'Compact CNN, sealed', testAccess: { openings: [] }, thresholdRule: { kind: 'steady' } },
  sealedValidation,
  sealedValidation,
);
/** Just trained: nobody has looked at its test set. */
export const sealedModel = detailOf('sealed', {
  card: { ...onValidation, figures: { ...onValidation.figures, of: 'validation' } },
  predictions: { validation: sealedValidation, test: null },
});

const chanceCard: ModelCard = {
  ...twoClassCard,
  name: 'Compact CNN, at chance',
  createdAt: '2026-11-20T08:00:00.000Z',
};
/** Of five folds, each with a fifth of the predictions. */
export const crossValidated = withFolds(5, { by: 'folds', count: 5 }, (index) => `Fold ${index + 1}`);
/** Of three sources held out. */
export const sourcesHeldOut = withFolds(
  3,
  { by: 'folder' },
  (index) => ['scanner a', 'scanner b', 'archive 2019'][index] ?? '',
);

function withFolds(
  count: number,
  testing: NonNullable<ModelCard['split']['testing']>,
  nameOf: (index: number) => string,
): ModelDetail {
  const test = predictionsOf(4, SCANS, 2, 4);
  const judged = judgedCard(twoClassCard, test, predictionsOf(3, SCANS, 2, 4));
  const scans = { training: 156, validation: 36, test: SCANS };
  const folds = Array.from({ length: count }, (_, fold) => {
    const rows = [...test.labels.keys()].filter((row) => Math.floor(row / 8) % count === fold);
    const { card } = judgedCard({ ...judged.card, thresholdFrom: 'hand' }, rowsOf(test, rows), test);
    return {
      name: nameOf(fold),
      training: 156,
      validation: 36,
      testGroups: 24,
      bestEpoch: 21 + fold,
      figures: card.figures,
    };
  });
  const split = { ...judged.card.split, testing, scans, testGroups: 120 };
  const card = { ...judged.card, name: `Compact CNN, ${count} networks`, split, folds };
  return detailOf(`folds-${count}`, { ...judged, card });
}

export const chanceModel = detailOf(
  'chance',
  judgedCard(chanceCard, predictionsOf(5, 36, 2, 0.2), predictionsOf(6, 36, 2, 0.2)),
);

const syntheticCard: ModelCard = {
  ...{ ...twoClassCard, name: 'Compact CNN, sample', createdAt: '2026-11-19T08:00:00.000Z', thresholdFrom: 'hand' },
  data: { ...twoClassCard.data, name: 'Synthetic sample', synthetic: true, fingerprint: 'ef'.repeat(32) },
};
export const syntheticModel = detailOf(
  'synthetic',
  judgedCard(syntheticCard, predictionsOf(7, 36, 2, 5), predictionsOf(8, 36, 2, 5)),
);

const threeClassCard: ModelCard = {
  ...{ ...twoClassCard, name: 'Three tumours', createdAt: '2026-11-22T08:00:00.000Z' },
  ...{ classes: ['Glioma', 'Meningioma', 'No tumor'], positiveClass: null, threshold: null },
  data: {
    ...{ name: 'Brain MRI, three classes', synthetic: false, fingerprint: '12'.repeat(32), version: 3 },
    scansPerClass: [926, 937, 901],
  },
  split: { ...twoClassCard.split, scans: { training: 1934, validation: 414, test: 416 }, testGroups: 371 },
  golden: { seed: 1, probabilities: [[0.2, 0.3, 0.5]], columns: ['Glioma', 'Meningioma', 'No tumor'] },
};
export const threeClassModel = detailOf(
  'three-classes',
  judgedCard(threeClassCard, predictionsOf(9, 416, 3, 4), predictionsOf(10, 414, 3, 4)),
);

export const importedModel = detailOf(
  'imported',
  judgedCard(
    { ...threeClassCard, name: 'From the ward next door', createdAt: '2026-11-21T08:00:00.000Z' },
    predictionsOf(11, 416, 3, 4),
    predictionsOf(12, 414, 3, 4),
  ),
  { imported: true, predictions: null },
);

/** From Keras, without a card. */
export const foreignModel = detailOf(
  'foreign',
  {
    predictions: { validation: predictionsOf(17, 2, 2, 4), test: null },
    card: {
      ...{ ...twoClassCard, name: 'brain_tumor_cnn', classes: ['class 0', 'class 1'], positiveClass: 'class 1' },
      ...{ threshold: 0.5, createdAt: '2026-11-20T08:00:00.000Z', epochsTrained: 0, bestEpoch: 0 },
      origin: { program: 'Keras 3.15.1', assumed: ['classes', 'preprocessing', 'threshold'] },
      network: { ...twoClassCard.network, preset: 'custom' },
      data: { name: 'unknown', synthetic: false, fingerprint: '0'.repeat(64), scansPerClass: [0, 0] },
      figures: { n: 0, values: {} },
    },
  },
  { imported: true, predictions: null, history: null, trainingSeconds: null },
);

/** Of scans all over the data set, so that duplicates of them are in training. */
function spread(predictions: Predictions, from: number): Predictions {
  return { ...predictions, sha256: predictions.labels.map((label, index) => shaOf(6 * index + from + label)) };
}

const leakCard = (kind: 'random' | 'grouped'): ModelCard => ({
  ...{ ...twoClassCard, name: `Leak, ${kind} split: Compact CNN 64 px`, createdAt: '2026-11-24T08:00:00.000Z' },
  split: { ...twoClassCard.split, kind, testScansWithTwin: kind === 'random' ? 14 : 0 },
});
/** The same training on both splits. */
export const leakPair: readonly ModelDetail[] = [
  detailOf(
    'leak-random',
    judgedCard(leakCard('random'), spread(predictionsOf(13, 36, 2, 7), 0), spread(predictionsOf(14, 36, 2, 7), 2)),
  ),
  detailOf('leak-grouped', judgedCard(leakCard('grouped'), predictionsOf(15, 36, 2, 2), predictionsOf(16, 36, 2, 2))),
];

const DETAILS = [
  ...[twoClassModel, undecidedModel, sealedModel, chanceModel, syntheticModel, threeClassModel, importedModel],
  foreignModel,
  ...leakPair,
] as const satisfies readonly ModelDetail[];

export function modelDetail(id: string): ModelDetail {
  return DETAILS.find((each) => each.id === id) ?? never(`model ${id}`);
}

/** As the worker compares models; nothing is known of their training. */
export function comparisonOf(ids: readonly string[]): ModelComparison {
  const models = ids.map(modelDetail);
  const runs = models.map(({ card, predictions }) => ({
    ...{ classes: card.classes, threshold: card.threshold, test: predictions?.test ?? null, trainedOn: null },
  }));
  return {
    models: models.map(({ id, history, predictions, card }) => ({
      ...{ id, history },
      roc:
        predictions?.test && card.classes.length === 2
          ? rocCurve(
              predictions.test.probabilities.map(([, positive = 0]) => positive),
              predictions.test.labels.map((label) => label === 1),
            )
          : [],
    })),
    against: runs.slice(1).map((run) => {
      try {
        return compareRuns(runs[0] ?? never('run'), run);
      } catch (refusal) {
        return { refusal: refusal instanceof Error ? refusal.message : String(refusal) };
      }
    }),
  };
}

export function openedWith(kept: Partial<Workspace>): Workspace {
  const storage = { usedBytes: 214_000_000, quotaBytes: 60_000_000_000, persistent: false };
  return { dataSet: null, models: [], brokenModels: [], run: null, shortcuts: null, storage, ...kept };
}

export const backends: readonly BackendOffer[] = [
  { backend: 'webgl', available: true, device: 'ANGLE (Intel Iris Xe)', note: '', recommended: true },
  { backend: 'webgpu', available: false, device: '', note: 'This browser has no WebGPU.', recommended: false },
  { backend: 'wasm', available: true, device: 'SIMD, 4 threads', note: '', recommended: false },
  { backend: 'cpu', available: true, device: '1 thread', note: 'Slow: for comparison only.', recommended: false },
];

export const backendFigures: BenchmarkReport = {
  trials: [
    { backend: 'webgl', device: 'ANGLE (Intel Iris Xe)', result: { outcome: 'measured', scansPerSecond: 812 } },
    { backend: 'wasm', device: 'SIMD, 4 threads', result: { outcome: 'measured', scansPerSecond: 410, threads: 4 } },
    { backend: 'cpu', device: '1 thread', result: { outcome: 'given-up', atMost: 12, afterMs: 4000 } },
  ],
  choice: { backend: 'webgl', reason: 'The fastest here: 812 scans/s; WASM 410 scans/s; CPU at most 12 scans/s.' },
  measuredAt: '2026-11-27T18:00:00.000Z',
};

/** Without their content: no job reads it here. */
export function filesAt(...paths: readonly string[]): DroppedFile<File>[] {
  return paths.map((path) => ({ path, file: new File([path.padEnd(14_000)], path.slice(path.lastIndexOf('/') + 1)) }));
}

export const labelTable: LabelTable = {
  head: ['file', 'diagnosis', 'patient', 'age'],
  columns: { file: 0, folder: null, className: 1, patient: 2, subset: null, oneHot: null },
  multiLabel: 0,
  severalLabels: [],
  namesFiles: true,
  joinedBy: [],
  rows: Array.from({ length: 20 }, (_, index) => ({
    ...{ file: `scan-${index + 1}.png`, className: index % 2 ? 'Brain Tumor' : 'Healthy' },
    subset: null,
    patient: Math.floor(index / 2)
      .toString(16)
      .padStart(16, '0'),
  })),
};

export function classifiedRow(path: string, index: number, more: Partial<ClassifiedRow> = {}): ClassifiedRow {
  const positive = [0.06, 0.93, 0.31, 0.88, 0.44, 0.71][index % 6] ?? 0.5;
  return {
    ...{ status: 'classified', path, sha256: shaOf(index), width: SIDE, height: SIDE, splitMembership: null },
    ...{ probabilities: [1 - positive, positive], thumbnail: thumbnailOf(index), unlike: [] },
    ...more,
  } as ClassifiedRow;
}
