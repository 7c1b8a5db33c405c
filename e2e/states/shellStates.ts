import { notify, notifyFailure, workspace } from '../../src/ui/workspace/workspace.ts';
import { click, until } from './drive.ts';
import { dataSet, syntheticDataSet, twoClassModel } from './fixtures.ts';
import type { PageState } from './states.ts';
import { unending } from './usualJobs.ts';

const usual = { stage: 'data', kept: { dataSet, models: [twoClassModel] } } as const;

async function holdScan(): Promise<void> {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['a scan'], 'scan.png', { type: 'image/png' }));
  const main = await until('the stage', () => document.querySelector('main'));
  for (const kind of ['dragenter', 'dragover']) {
    main.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
  }
}

/** What stands around the stages, and what stands in their place. */
export const shellStates: readonly PageState[] = [
  {
    ...{ name: 'opening', title: 'Opening what is stored', stage: 'data', unopened: true },
    ...{ jobs: { open: unending }, shows: 'Opening the stored data' },
  },
  {
    ...{ name: 'failed', title: 'The storage could not be opened', stage: 'data', unopened: true },
    jobs: {
      open: async () => {
        throw new Error('The browser refuses its storage (a private window?). Open Axial in a normal window.');
      },
    },
    shows: 'could not be opened',
  },
  {
    ...{ name: 'elsewhere', title: 'Open in another tab', stage: 'data', unopened: true, elsewhere: true },
    shows: 'open in another tab',
  },
  {
    ...{ ...usual, name: 'notice-good', title: 'A good notice with a way back' },
    reach: () => notify('Deleted Compact CNN, Monday.', { label: 'Undo', run: () => {} }),
    shows: 'Deleted Compact CNN',
  },
  {
    ...{ ...usual, name: 'notice-bad', title: 'Two bad notices' },
    reach: () => {
      notifyFailure('The storage of this browser is full: delete models or scans, then try again.');
      notifyFailure(
        'Cancer (77).jpg: the JPEG ends before its picture does. Copy the file again from where it came from.',
      );
    },
    shows: 'The storage of this browser is full',
  },
  {
    ...{ ...usual, name: 'dialog-keys', title: 'The list of keys', reach: () => click('Keys') },
    shows: 'closes what is on top',
  },
  {
    ...{ ...usual, name: 'drop-overlay', title: 'A scan is held over the page', reach: holdScan },
    shows: 'Drop to',
  },
  {
    ...{ ...usual, name: 'reading', title: 'A large drop is read' },
    reach: () =>
      workspace.setState({ reading: { sentence: 'Reading the list of brain-mri.zip: 46,000 files', stop: () => {} } }),
    shows: '46,000 files',
  },
  {
    ...{ name: 'sample-running', title: 'The sample run trains', stage: 'data', kept: { dataSet: syntheticDataSet } },
    reach: () => workspace.setState({ sample: { step: 'training' } }),
    shows: 'synthetic, drawn by this page',
  },
  {
    ...{ name: 'sample-done', title: 'The sample run is done', stage: 'data', kept: { dataSet: syntheticDataSet } },
    reach: () => workspace.setState({ sample: { step: 'done', seconds: 48 } }),
    shows: 'synthetic, drawn by this page',
  },
];
