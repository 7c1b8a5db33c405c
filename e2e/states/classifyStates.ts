import { classifyFiles } from '../../src/ui/stages/classify/classifyFiles.ts';
import { workspace } from '../../src/ui/workspace/workspace.ts';
import type { ClassifiedRow } from '../../src/worker/jobs/classify/classifyProtocol.ts';
import type { Jobs } from '../../src/worker/protocol.ts';
import { click } from './drive.ts';
import { classifiedRow, dataSet, filesAt, syntheticModel, threeClassModel, twoClassModel } from './fixtures.ts';
import type { PageState } from './states.ts';
import { unending } from './usualJobs.ts';

const usual = { stage: 'classify', kept: { dataSet, models: [twoClassModel] } } as const;

const answers =
  (rows: readonly ClassifiedRow[], total = rows.length): Jobs['classify'] =>
  async (_, { onRows }) => {
    onRows([...rows], { done: rows.length, total, scansPerSecond: 118, secondsLeft: (total - rows.length) / 118 });
    if (rows.length < total) await unending();
  };

const REFUSALS = {
  3: { status: 'refused', reason: 'The PNG is cut off after 2 kB. Copy the file again from where it came from.' },
  9: { status: 'refused', reason: 'Axial cannot read this format. Export the scan as PNG or DICOM.' },
  14: { status: 'ignored', reason: 'Not an image.' },
} as const satisfies Record<number, { status: 'refused' | 'ignored'; reason: string }>;

const manyPaths = Array.from({ length: 48 }, (_, index) => `ward 3/scan-${String(index + 1).padStart(3, '0')}.png`);
const manyRows = manyPaths.map((path, index): ClassifiedRow => {
  const refusal = Object.entries(REFUSALS).find(([place]) => Number(place) === index)?.[1];
  return refusal ? { path, ...refusal } : classifiedRow(path, index, index === 5 ? { splitMembership: 'test' } : {});
});
const sliceRows = Array.from({ length: 24 }, (_, index) => classifiedRow(`brain.nii.gz [${index + 1}]`, index));
const threeRows = manyPaths.slice(0, 6).map((path, index) =>
  classifiedRow(path, index, {
    probabilities:
      [
        [0.8, 0.15, 0.05],
        [0.2, 0.35, 0.45],
      ][index % 2] ?? [],
  }),
);

const classify = (...paths: readonly string[]) => void classifyFiles(filesAt(...paths));

export const classifyStates: readonly PageState[] = [
  { name: 'classify-no-model', title: 'No model', stage: 'classify', shows: 'No model yet' },
  {
    ...{
      name: 'classify-waiting',
      title: 'Scans wait for a model',
      stage: 'classify',
      shows: 'as soon as there is a model',
    },
    reach: () => classify('scan-1.png', 'scan-2.png'),
  },
  { ...usual, name: 'classify-empty', title: 'Nothing classified yet', shows: 'Drop one scan' },
  {
    ...{ ...usual, name: 'classify-one', title: 'A verdict', shows: 'threshold' },
    reach: () => classify('scan-1.png'),
    jobs: { classify: answers([classifiedRow('scan-1.png', 1)]) },
  },
  {
    ...{ ...usual, name: 'classify-known', title: 'A scan of the training set', shows: 'training set' },
    reach: () => classify('scan-3.png'),
    jobs: { classify: answers([classifiedRow('scan-3.png', 3, { splitMembership: 'training' })]) },
  },
  {
    ...{ ...usual, name: 'classify-unlike', title: 'Unlike the training scans', shows: 'its answer means nothing' },
    reach: () => classify('holiday.png'),
    jobs: { classify: answers([classifiedRow('holiday.png', 1, { unlike: ['appearance', 'activations'] })]) },
  },
  {
    ...{ ...usual, name: 'classify-refused', title: 'A scan that was refused', shows: 'cut off' },
    reach: () => classify('scan-1.png'),
    jobs: { classify: answers([{ path: 'scan-1.png', ...REFUSALS[3] }]) },
  },
  {
    ...{ ...usual, name: 'classify-three-classes', title: 'Three classes', shows: 'Glioma' },
    ...{ kept: { models: [threeClassModel] }, reach: () => classify(...threeRows.map(({ path }) => path)) },
    jobs: { classify: answers(threeRows) },
  },
  {
    ...{ ...usual, name: 'classify-many', title: 'Many scans, some refused', shows: 'scan-001' },
    ...{ reach: () => classify(...manyPaths), jobs: { classify: answers(manyRows) } },
  },
  {
    ...{ ...usual, name: 'classify-running', title: 'Many scans under way', shows: 'scan-001' },
    ...{ reach: () => classify(...manyPaths), jobs: { classify: answers(manyRows.slice(0, 20), 48) } },
  },
  {
    ...{ ...usual, name: 'classify-row', title: 'A row in the viewer', jobs: { classify: answers(manyRows) } },
    reach: async () => {
      classify(...manyPaths);
      await click('scan-002.png');
    },
    shows: 'of 48',
  },
  {
    ...{ ...usual, name: 'classify-volume', title: 'The slices of a volume', shows: 'brain.nii.gz' },
    ...{ reach: () => classify('brain.nii.gz'), jobs: { classify: answers(sliceRows) } },
  },
  {
    ...{ ...usual, name: 'classify-other-model', title: 'Results of another model', shows: 'Classify again' },
    kept: { dataSet, models: [twoClassModel, syntheticModel] },
    jobs: { classify: answers(manyRows) },
    reach: async () => {
      await classifyFiles(filesAt(...manyPaths));
      workspace.setState({ modelId: syntheticModel.id });
    },
  },
];
