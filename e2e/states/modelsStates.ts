import { openWorkspaceFile } from '../../src/ui/stages/models/move/moveState.ts';
import { click, until } from './drive.ts';
import {
  chanceModel,
  dataSet,
  foreignModel,
  importedModel,
  leakPair,
  syntheticModel,
  threeClassModel,
  twoClassModel,
} from './fixtures.ts';
import type { PageState } from './states.ts';

const usual = { stage: 'models', kept: { dataSet, models: [twoClassModel, importedModel] } } as const;

export const modelsStates: readonly PageState[] = [
  { name: 'models-empty', title: 'No model', stage: 'models', shows: 'No model yet' },
  {
    ...{ name: 'models-list', title: 'Models of every kind', stage: 'models', shows: '7 models' },
    kept: {
      dataSet,
      models: [twoClassModel, threeClassModel, importedModel, chanceModel, syntheticModel, ...leakPair],
    },
  },
  {
    ...{ name: 'models-broken', title: 'A model that cannot be read', stage: 'models', shows: 'Unreadable model' },
    kept: {
      models: [twoClassModel],
      brokenModels: [{ id: 'broken', reason: 'The model card is not valid: classes is missing.' }],
    },
  },
  {
    ...{ ...usual, name: 'models-storage', title: 'Storage nearly full', shows: 'models' },
    jobs: { storedBytes: async () => ({ scans: 4.1e9, models: 610e6, deletedModels: 24e6, run: 18e6, used: 4.9e9 }) },
  },
  {
    ...{ ...usual, name: 'dialog-delete-model', title: 'Delete a model', reach: () => click('Delete') },
    shows: 'This deletes the weights',
  },
  {
    ...{ name: 'models-comparison', title: 'Models side by side', stage: 'models', shows: 'Settings that differ' },
    kept: { dataSet, models: [twoClassModel, chanceModel, threeClassModel] },
    reach: compareAll,
  },
  {
    ...{ name: 'models-foreign', title: 'A model from Keras', stage: 'models', shows: 'assumed' },
    kept: { dataSet, models: [importedModel, foreignModel] },
  },
  {
    ...{ name: 'dialog-describe', title: 'Describe a model from Keras', stage: 'models', shows: 'does not save this' },
    kept: { dataSet, models: [foreignModel] },
    reach: () => click('Describe'),
  },
  {
    ...{ ...usual, name: 'dialog-elsewhere', title: 'A model for other programs' },
    ...{ reach: () => click('Use elsewhere…'), shows: 'Continue in Python' },
  },
  {
    ...{
      name: 'models-measurable',
      title: 'An imported model whose scans are here',
      stage: 'models',
      shows: 'Measure here',
    },
    kept: { dataSet, models: [{ ...twoClassModel, imported: true }] },
  },
  {
    ...{ ...usual, name: 'dialog-move', title: 'Move everything', reach: () => click('Move everything…') },
    shows: 'One file with',
  },
  {
    ...{ ...usual, name: 'dialog-moved', title: 'A workspace file is read', shows: 'Reload the page to see it' },
    jobs: { moveIn: async () => ({ models: 3, dataSet: true, refused: [] }) },
    reach: () => openWorkspaceFile(new File([], 'Brain MRI.axial')),
  },
  { ...usual, name: 'dialog-notes', title: 'Notes on a model', reach: () => click('Notes'), shows: 'Notes on' },
  { ...usual, name: 'dialog-rename-model', title: 'Rename a model', reach: () => click('Rename'), shows: 'Rename' },
];

async function compareAll(): Promise<void> {
  const boxes = await until('the table of runs', () => {
    const found = document.querySelectorAll<HTMLInputElement>('input[type="checkbox"][aria-label^="Compare"]');
    return found.length > 0 ? [...found] : undefined;
  });
  for (const box of boxes) box.click();
  await click('Compare models');
}
