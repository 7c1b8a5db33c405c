import { shaOf } from '../../src/dataset/exampleScans.fixture.ts';
import { curveBands } from '../../src/evaluation/curves/curveBands.ts';
import { detailedResults } from '../../src/evaluation/metrics/testResults.ts';
import { DEGRADATIONS, type DegradationName } from '../../src/preprocessing/degradations.ts';
import type { RobustnessPoint } from '../../src/worker/jobs/evaluate/evaluateProtocol.ts';
import type { ScanFile } from '../../src/worker/jobs/import/importProtocol.ts';
import type { Jobs } from '../../src/worker/protocol.ts';
import {
  backendFigures,
  backends,
  classifiedRow,
  cleanReport,
  comparisonOf,
  fieldProbes,
  labelTable,
  modelDetail,
  openedWith,
  scanMap,
} from './fixtures.ts';
import { bitmapOf, greyOf, SIDE, thumbnailOf, viewedPictureOf } from './pictures.ts';

export const unending = () => new Promise<never>(() => {});

export const numberOf = (sha256: string) => Number.parseInt(sha256, 16);
export const numberOfFile = ({ name }: ScanFile) => Number(/\d+/.exec(name)?.[0] ?? 1);

async function notHere(): Promise<never> {
  throw new Error('This page shows states only: nothing is done here.');
}

/** What every state answers unless it says otherwise. */
export const usualJobs: Jobs = {
  open: async () => openedWith({}),
  fetchAhead: async () => {},
  watchStorage: unending,

  hashFiles: async (files) => files.map(() => null),
  importFiles: notHere,
  importSample: notHere,
  newSampleScan: notHere,
  unfinishedSources: async () => null,
  acceptUnfinished: async () => {},
  deleteDataSet: async () => {},

  applyEdit: notHere,
  undoEdit: notHere,
  audit: async () => cleanReport,

  thumbnails: async (sha256s) => sha256s.map((each) => thumbnailOf(numberOf(each))),
  pictureOfFile: (file) => bitmapOf(numberOfFile(file)),
  viewedPicture: async (sha256) => viewedPictureOf(numberOf(sha256)),
  viewedPictureOfFile: async (file, slice) => viewedPictureOf(slice ?? numberOfFile(file)),
  sliceCount: async () => 1,
  networkInput: async (scan, { size, depth }) => {
    const grey = greyOf(typeof scan === 'string' ? numberOf(scan) : numberOfFile(scan), size);
    return {
      ...{ size, depth, frame: { left: 0, top: 0, width: SIDE, height: SIDE } },
      pixels:
        depth === 1
          ? grey
          : Uint8Array.from({ length: 3 * grey.length }, (_, place) => grey[Math.floor(place / 3)] ?? 0),
    };
  },
  augmentedInputs: async (sha256, _, __, count) =>
    Array.from({ length: count + 1 }, (___, change) => thumbnailOf(numberOf(sha256) + change)),
  heatMap: async ({ method, classIndex }) => ({
    ...{ method, classIndex, width: 8, height: 8, convolutions: 4 },
    frame: { left: 0, top: 0, width: SIDE, height: SIDE },
    values: Float32Array.from({ length: 64 }, (_, i) =>
      Math.max(0, 4 - Math.hypot((i % 8) - 5, Math.floor(i / 8) - 2)),
    ),
  }),
  activations: async (request) => {
    const { activationsOf } = await import('./activations.ts');
    return activationsOf(request);
  },
  strongestScans: async (request) => {
    const { strongestOf } = await import('./activations.ts');
    return strongestOf(request);
  },
  trainingSteps: async (request, options) => {
    const { stepsOf } = await import('./activations.ts');
    return stepsOf(request, options);
  },
  scanMask: async () => null,
  scanMap: async () => scanMap,
  fieldProbes: async () => fieldProbes,
  similarScans: async (_, sha256s) => sha256s.map((__, place) => place % 2),
  nearestScans: async ({ count }) =>
    Array.from({ length: count }, (_, place) => ({ sha256: shaOf(60 + 2 * place), distance: 1 + place / 4 })),
  heatMapChecks: async () => ({
    randomised: 0.18,
    deletion: { shares: [0, 0.5, 1], strongestFirst: [0.93, 0.12, 0.2], random: [0.93, 0.61, 0.2] },
  }),
  openArchive: notHere,
  openArrays: notHere,
  closeArchive: async () => {},
  labelTable: async (_, { columns } = {}) => ({ ...labelTable, ...(columns && { columns }) }),

  splitSummary: async ({ kind }) => ({
    counts: { training: [84, 84], validation: [18, 18], test: [18, 18] },
    ...{ folds: 1, groupCount: 214, testScansWithTwin: kind === 'random' ? 14 : 0, problem: null },
  }),

  backends: async () => [...backends],
  benchmarkReport: async () => backendFigures,
  measureBackends: async () => backendFigures,
  train: unending,
  resumeRun: unending,
  discardRun: async () => {},
  pauseTraining: async () => {},
  resumeTraining: async () => {},

  downloadTrained: notHere,
  saveTrained: notHere,
  forgetTrained: async () => {},

  storedBytes: async () => ({ scans: 182e6, models: 24e6, deletedModels: 0, run: 5e6, used: 214e6 }),
  models: async () => [],
  model: async (id) => modelDetail(id),
  renameModel: async () => {},
  deleteModel: async () => {},
  restoreModel: async () => {},
  deleteBrokenModel: async () => {},
  setThreshold: async () => {},
  setNotes: async () => {},
  moveOut: async () => new Blob(),
  moveIn: async () => ({ models: 0, dataSet: false, refused: [] }),
  describeModel: async () => {},
  measureModel: async () => {},
  testExternally: notHere,
  deleteExternalTest: async () => {},
  compareModels: async (ids) => comparisonOf(ids),
  setCalibrated: async () => {},
  openTestSet: async () => {},
  curveBands: async (predictions, classIndex) => curveBands(predictions, classIndex),
  detailedResults: async (predictions, threshold, prevalence) => detailedResults(predictions, threshold, prevalence),
  robustness: async (_, { onPoint }) => {
    onPoint({ degradation: null, ...degradedFigures(0) }, 0);
    for (const kind of Object.keys(DEGRADATIONS) as DegradationName[]) {
      const { amounts, none } = DEGRADATIONS[kind];
      const most = Math.max(...amounts.map((amount) => Math.abs(amount - none)));
      for (const amount of amounts)
        onPoint({ degradation: { kind, amount }, ...degradedFigures(Math.abs(amount - none) / most) }, 1);
    }
  },
  report: notHere,
  downloadModel: notHere,
  importModel: notHere,

  classify: async ({ files }, { onRows }) => {
    const rows = files.map(({ path }, index) => classifiedRow(path, index));
    onRows(rows, { done: files.length, total: files.length, scansPerSecond: 120, secondsLeft: 0 });
  },
  readyToClassify: async () => {},
  resultsCsv: notHere,
};

/** The further from none, the worse. */
function degradedFigures(share: number): Omit<RobustnessPoint, 'degradation'> {
  const accuracy = 0.93 - 0.38 * share ** 2;
  const auc = 0.985 - 0.35 * share ** 3;
  return {
    n: 60,
    accuracy: { value: accuracy, low: accuracy - 0.06, high: Math.min(1, accuracy + 0.05) },
    auc: { value: auc, low: auc - 0.04, high: Math.min(1, auc + 0.012) },
  };
}
