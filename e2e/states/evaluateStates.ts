import { click, until } from './drive.ts';
import {
  chanceModel,
  crossValidated,
  dataSet,
  editedDataSet,
  externallyTested,
  fullReport,
  hardModel,
  importedModel,
  leakPair,
  sealedModel,
  sourcesHeldOut,
  syntheticModel,
  threeClassModel,
  twoClassModel,
  undecidedModel,
} from './fixtures.ts';
import type { PageState } from './states.ts';
import { unending } from './usualJobs.ts';

const usual = { stage: 'evaluate', jobs: { audit: async () => fullReport } } as const;

export const evaluateStates: readonly PageState[] = [
  { name: 'evaluate-no-model', title: 'No model to evaluate', stage: 'evaluate', shows: 'No model to evaluate yet' },
  {
    ...{ ...usual, name: 'evaluate-loading', title: 'The predictions are loaded', kept: { models: [twoClassModel] } },
    ...{ jobs: { model: unending }, shows: 'Loading the predictions' },
  },
  {
    ...{
      ...usual,
      name: 'evaluate-failed',
      title: 'The predictions cannot be read',
      kept: { models: [twoClassModel] },
    },
    jobs: {
      model: async () => {
        throw new Error('The predictions of this model cannot be read. Delete the model and train it again.');
      },
    },
    shows: 'cannot be read',
  },
  {
    ...{ ...usual, name: 'evaluate-two-classes', title: 'Two classes', shows: 'ROC curve' },
    ...{ kept: { dataSet, models: [twoClassModel, threeClassModel] }, jobs: {} },
  },
  {
    ...{ ...usual, name: 'evaluate-more-figures', title: 'More figures', shows: 'Calibration slope' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {}, reach: () => click('More figures') },
  },
  {
    ...{ ...usual, name: 'evaluate-sealed', title: 'The test set is sealed', shows: 'Open the test set' },
    ...{ kept: { dataSet, models: [sealedModel] }, jobs: {} },
  },
  {
    ...{ ...usual, name: 'evaluate-calibration', title: 'Calibration', shows: 'Calibrate the probabilities' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {}, reach: () => click('Calibration') },
  },
  {
    ...{ ...usual, name: 'evaluate-decision', title: 'Decision curve and cost', shows: 'Expected cost' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {}, reach: () => click('Decision curve and cost') },
  },
  {
    ...{ ...usual, name: 'evaluate-band', title: 'A curve with its band', shows: 'Band: 95 %' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {}, reach: () => click('95 % band') },
  },
  {
    ...{ ...usual, name: 'evaluate-undecided', title: 'An undecided zone', shows: 'Left undecided' },
    ...{ kept: { dataSet, models: [undecidedModel] }, jobs: {} },
  },
  {
    ...{ ...usual, name: 'evaluate-subgroups', title: 'Subgroups', shows: 'One of twenty' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {}, reach: () => click('Subgroups') },
  },
  {
    ...{ ...usual, name: 'evaluate-cross-validation', title: 'Cross-validation', shows: 'Nadeau' },
    ...{ kept: { dataSet, models: [crossValidated] }, jobs: { model: async () => crossValidated } },
  },
  {
    ...{ ...usual, name: 'evaluate-sources', title: 'Each source held out', shows: 'archive 2019' },
    ...{ kept: { dataSet, models: [sourcesHeldOut] }, jobs: { model: async () => sourcesHeldOut } },
  },
  {
    ...{ ...usual, name: 'evaluate-external', title: 'External test', shows: 'locked since' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: { model: async () => externallyTested } },
  },
  {
    ...{ ...usual, name: 'evaluate-report', title: 'What only people know', shows: 'Reference standard' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {}, reach: () => click('Report') },
  },
  {
    ...{ ...usual, name: 'evaluate-robustness', title: 'Robustness', shows: 'Falls most' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {}, reach: () => click('Robustness') },
  },
  {
    ...{ ...usual, name: 'evaluate-failures', title: 'Failures', shows: 'the surest error first' },
    ...{ kept: { dataSet, models: [hardModel] }, jobs: { model: async () => hardModel } },
    reach: async () => {
      await click('Failures');
      await click('Group similar failures');
      await click('Heat maps');
    },
  },
  {
    ...{ ...usual, name: 'evaluate-labels', title: 'Labels that look wrong', shows: 'More likely' },
    ...{ kept: { dataSet, models: [hardModel] }, jobs: { model: async () => hardModel } },
    reach: () => click('Labels that look wrong'),
  },
  {
    ...{ ...usual, name: 'evaluate-map', title: 'Map of the scans', shows: 'Click a scan' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {}, reach: () => click('Map of the scans') },
  },
  {
    ...{ ...usual, name: 'evaluate-umap', title: 'Map of the scans by UMAP', shows: 'keeps neighbours together' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {} },
    reach: async () => {
      await click('Map of the scans');
      await click('UMAP');
    },
  },
  {
    ...{ ...usual, name: 'evaluate-fields', title: 'Fields that the network knows', shows: 'Value against the others' },
    ...{ kept: { dataSet, models: [twoClassModel] }, jobs: {}, reach: () => click('Fields that the network knows') },
  },
  {
    ...{ ...usual, name: 'evaluate-shortcut', title: 'Two classes, and a strong shortcut', shows: 'may have no lead' },
    kept: { dataSet, models: [twoClassModel] },
  },
  {
    ...{ ...usual, name: 'evaluate-cell', title: 'The scans of a cell', shows: 'of Healthy called Brain Tumor' },
    kept: { dataSet, models: [twoClassModel] },
    reach: showAlarms,
  },
  {
    ...{ ...usual, name: 'evaluate-at-chance', title: 'A model at chance', shows: 'ROC curve' },
    kept: { dataSet, models: [chanceModel] },
  },
  {
    ...{ ...usual, name: 'evaluate-edited-data', title: 'The data set has changed since', shows: 'ROC curve' },
    kept: { dataSet: editedDataSet, models: [twoClassModel] },
  },
  {
    ...{ ...usual, name: 'evaluate-random-split', title: 'A random split', shows: 'ROC curve' },
    kept: { dataSet, models: leakPair.slice(0, 1) },
  },
  {
    ...{ ...usual, name: 'evaluate-synthetic', title: 'Synthetic scans, threshold by hand', shows: 'ROC curve' },
    kept: { models: [syntheticModel] },
  },
  {
    ...{ ...usual, name: 'evaluate-three-classes', title: 'Three classes', shows: 'ROC curve' },
    kept: { models: [threeClassModel] },
  },
  {
    ...{
      ...usual,
      name: 'evaluate-three-calibration',
      title: 'Calibration of three classes',
      shows: 'Class against the rest',
    },
    ...{ kept: { models: [threeClassModel] }, jobs: {}, reach: () => click('Calibration') },
  },
  {
    ...{ ...usual, name: 'evaluate-imported', title: 'An imported model', shows: 'card' },
    kept: { models: [importedModel] },
  },
];

/** The false alarms. */
async function showAlarms(): Promise<void> {
  const isCell = ({ ariaLabel }: Element) => /of Healthy called Brain Tumor/.test(ariaLabel ?? '');
  const cell = await until('the confusion matrix', () => [...document.querySelectorAll('button')].find(isCell));
  cell.click();
}
