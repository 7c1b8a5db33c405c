import type { LabelTable } from '../../src/dataset/import/labelTables/tableColumns.ts';
import { packOutcomes } from '../../src/dataset/import/packedOutcomes.ts';
import { handleDrop } from '../../src/ui/drop/handleDrop.ts';
import { importEnded, importProgressed, importStarted } from '../../src/ui/stages/data/import/importState.ts';
import { startLeakage } from '../../src/ui/stages/evaluate/leakage/leakageStore.ts';
import { showDataView, workspace } from '../../src/ui/workspace/workspace.ts';
import type { ImportResult } from '../../src/worker/jobs/import/importProtocol.ts';
import { click, shows } from './drive.ts';
import {
  BATCHES_PER_EPOCH,
  compactRequest,
  dataSet,
  editedDataSet,
  filesAt,
  fullReport,
  importProgress,
  labelTable,
  leakPair,
  outcomes,
  twoClassModel,
} from './fixtures.ts';
import { maskOfScan } from './pictures.ts';
import type { PageState } from './states.ts';
import { unending } from './usualJobs.ts';

const usual = { stage: 'data', kept: { dataSet } } as const;
const findings = { audit: async () => fullReport };
const showAudit = () => showDataView('audit');

const inFolders = ['Healthy', 'Brain Tumor'].flatMap((folder) =>
  Array.from({ length: 12 }, (_, index) => `Brain MRI/${folder}/scan-${index + 1}.png`),
);
const beside = Array.from({ length: 20 }, (_, index) => `Brain MRI/scan-${index + 1}.png`);
const volumes = ['Healthy', 'Brain Tumor'].flatMap((folder) =>
  Array.from({ length: 3 }, (_, index) => `Brain MRI/${folder}/subject-${index + 1}.nii.gz`),
);

const split = ['Training', 'Testing'].flatMap((part, i) =>
  ['glioma', 'notumor'].flatMap((folder) =>
    Array.from({ length: i === 0 ? 12 : 4 }, (_, index) => `MRI/${part}/${folder}/scan-${index + 1}.png`),
  ),
);
const masked = ['benign', 'normal'].flatMap((folder) =>
  Array.from({ length: 8 }, (_, index) => `BUSI/${folder}/scan (${index + 1})`).flatMap((path) => [
    `${path}.png`,
    `${path}_mask.png`,
  ]),
);
const augmented = ['benign', 'normal'].map((folder) => `BUSI/augmented/${folder}/scan-1.png`);
const slides = ['benign', 'malignant'].flatMap((folder) =>
  ['A', 'B', 'C'].flatMap((slide) =>
    ['40X', '100X'].flatMap((zoom) => [1, 2].map((i) => `slides/${folder}/${folder}-${slide}/${zoom}/${i}.png`)),
  ),
);
const severalLabels: LabelTable = {
  ...labelTable,
  head: ['file', 'Edema', 'Fracture', 'Mass'],
  columns: { file: 0, folder: null, className: null, patient: null, subset: null, oneHot: null },
  rows: labelTable.rows.map((row) => ({ ...row, className: null, patient: null })),
  severalLabels: [1, 2, 3],
};

const review = (...paths: readonly string[]) => handleDrop(filesAt(...paths), 'import-data');

const reported = { ...dataSet, source: { ...dataSet.source, outcomes: packOutcomes(outcomes) } };
const result: ImportResult = { dataSet: reported, earlierOutcomes: 0, unread: [], stopped: false, problem: null };

export const dataStates: readonly PageState[] = [
  { name: 'data-empty', title: 'No scans yet', stage: 'data', shows: 'Drop the folders of your scans here' },
  {
    ...{ name: 'data-review', title: 'Review of folders', stage: 'data', shows: 'Import' },
    reach: () => review(...inFolders, 'Brain MRI/notes.txt'),
  },
  {
    ...{ name: 'data-review-added', title: 'Review of folders for a data set that is there', ...usual },
    ...{ reach: () => review(...inFolders, 'Brain MRI/Unclear/scan-1.png'), shows: 'Unclear' },
  },
  {
    ...{ name: 'data-review-table', title: 'Review with a table of labels', stage: 'data', shows: 'labels.csv' },
    reach: () => review(...beside, 'Brain MRI/labels.csv'),
  },
  {
    ...{ name: 'data-review-volumes', title: 'Review of volumes', stage: 'data', shows: 'Slices of volumes' },
    reach: () => review(...volumes),
  },
  {
    ...{ name: 'data-review-subsets', title: 'Review of a set that comes split', stage: 'data' },
    ...{ reach: () => review(...split), shows: 'The set comes split: 24 training, 8 test.' },
  },
  {
    ...{ name: 'data-review-one-subset', title: 'Review of the test subset alone', stage: 'data' },
    ...{ reach: () => review(...split.filter((path) => path.includes('Testing'))), shows: 'so the others are missing' },
  },
  {
    ...{ name: 'data-review-masks', title: 'Review of images with masks and augmented copies', stage: 'data' },
    ...{ reach: () => review(...masked, ...augmented), shows: '16 masks are set aside' },
  },
  {
    ...{ name: 'data-review-level', title: 'Review where the class is a folder above', stage: 'data' },
    ...{ reach: () => review(...slides), shows: 'The class is the folder' },
  },
  {
    ...{
      name: 'data-review-stray',
      title: 'Review with folders that are no classes',
      stage: 'data',
      shows: 'Not used',
    },
    reach: () =>
      review(...inFolders, 'Brain MRI/pred/scan-1.png', 'Brain MRI/boxes/TRAIN/scan-1.png', 'Brain MRI/labels/a.txt'),
  },
  {
    ...{ name: 'data-review-table-unread', title: 'Review with a table that is too large', stage: 'data' },
    ...{ reach: () => review(...beside, 'Brain MRI/labels.csv'), shows: 'labels.csv is not used' },
    jobs: {
      labelTable: async () => {
        throw new Error('The table has more than 500,000 rows. Split it into several tables.');
      },
    },
  },
  {
    ...{
      name: 'data-review-several-labels',
      title: 'Review with labels that do not exclude each other',
      stage: 'data',
    },
    ...{ reach: () => review(...beside, 'Brain MRI/labels.csv'), shows: 'give a scan several labels at once' },
    jobs: { labelTable: async () => severalLabels },
  },
  {
    ...{ name: 'data-review-loose', title: 'Review of files in no folder', stage: 'data', shows: 'in no folder' },
    reach: () => review('scan-1.png', 'scan-2.png', 'scan-3.png'),
  },
  {
    ...{ name: 'data-importing', title: 'Importing', stage: 'data', shows: '4,600' },
    reach: () => workspace.setState({ importing: importProgressed(importStarted(null), importProgress) }),
  },
  {
    ...{ name: 'data-report', title: 'Report of an import, with refused files', stage: 'data' },
    ...{
      kept: { dataSet: reported },
      reach: () => workspace.setState({ importing: importEnded(outcomes, result, null) }),
    },
    shows: '2 refused',
  },
  {
    ...{ name: 'data-unfinished', title: 'An import was interrupted', stage: 'data', shows: 'Discard these scans' },
    kept: { dataSet: { ...dataSet, unfinished: { step: 'interrupted', files: 4600, read: 240, findable: true } } },
  },
  { ...usual, name: 'data-grid', title: 'The scans', shows: 'distinct images' },
  {
    ...{ ...usual, name: 'data-viewer', title: 'One scan in the viewer', shows: 'SHA-256' },
    reach: () => click('Cancer (1).jpg'),
  },
  {
    ...{
      ...usual,
      name: 'data-viewer-mask',
      title: 'The viewer with the mask of a scan',
      shows: '% of the scan is marked',
    },
    jobs: { scanMask: async () => maskOfScan },
    reach: async () => {
      await click('Cancer (1).jpg');
      await click('Mask');
    },
  },
  {
    ...{ ...usual, name: 'data-viewer-input', title: 'The viewer on a data set with edits', shows: 'SHA-256' },
    ...{ kept: { dataSet: editedDataSet }, reach: () => click('Cancer (1).jpg') },
  },
  {
    ...{ ...usual, name: 'data-audit-running', title: 'The audit runs', reach: showAudit, shows: 'Testing' },
    jobs: {
      audit: ({ onProgress }) => {
        onProgress({ stage: 'shortcuts', done: 80, total: 240 });
        return unending();
      },
    },
  },
  {
    ...{ ...usual, name: 'data-audit', title: 'The audit with every finding', jobs: findings, reach: showAudit },
    shows: 'Outliers',
  },
  {
    ...{ ...usual, name: 'data-audit-nothing', title: 'The audit without findings', reach: showAudit },
    shows: 'There are no duplicates',
  },
  {
    ...{ ...usual, name: 'data-audit-failed', title: 'The audit failed', reach: showAudit, shows: 'out of memory' },
    jobs: {
      audit: async () => {
        throw new Error('The audit ran out of memory. Close other tabs, then try again.');
      },
    },
  },
  {
    ...{ name: 'data-audit-edits', title: 'The audit of an edited data set', stage: 'data', reach: showAudit },
    ...{ kept: { dataSet: editedDataSet, models: [twoClassModel] }, shows: '1 scan relabelled' },
    jobs: { audit: async () => ({ ...fullReport, version: editedDataSet.version.hash }) },
  },
  {
    ...{ ...usual, name: 'leak-setup', title: 'Leakage: the choice of a network', jobs: findings },
    reach: async () => {
      showAudit();
      await click('Measure leakage');
    },
    shows: 'Network',
  },
  {
    ...{ ...usual, name: 'leak-running', title: 'Leakage: training on both splits', shows: 'on the random split' },
    jobs: {
      ...findings,
      train: (_, { onEvent }) => {
        onEvent({
          ...{ type: 'batches', epoch: 4, batch: 3, batchesPerEpoch: BATCHES_PER_EPOCH, losses: [0.6, 0.5, 0.4] },
          ...{ scansPerSecond: 410, secondsLeft: 18 },
        });
        return unending();
      },
    },
    reach: async () => {
      showAudit();
      await shows('Measure leakage'); // no audit begins while a network trains
      void startLeakage(compactRequest, ['random', 'grouped']);
    },
  },
  {
    ...{ name: 'leak-result', title: 'Leakage: the result', stage: 'data', jobs: findings, reach: showAudit },
    ...{ kept: { dataSet, models: leakPair }, shows: 'Measure another network' },
  },
  {
    ...{ ...usual, name: 'dialog-classes', title: 'Rename or merge a class', reach: () => click('Edit classes') },
    shows: 'Rename or merge a class',
  },
  {
    ...{ ...usual, name: 'dialog-delete-data', title: 'Delete the data set', reach: () => click('Delete data set') },
    shows: 'Delete Brain MRI?',
  },
];
