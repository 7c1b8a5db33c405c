import * as Comlink from 'comlink';
import { namedOutcomes } from '../dataset/namedOutcomes.ts';
import jobsWorkerUrl from './jobs.worker.ts?worker&url';
import type {
  ClassifiedRow,
  DataSetTicket,
  DataSetView,
  EditedTicket,
  HeldFile,
  HoldingJob,
  ImportResult,
  ImportTicket,
  Jobs,
  SentJobs,
  Trouble,
} from './protocol.ts';
import { takeList } from './slices.ts';
import { spawnWorker } from './spawnWorker.ts';

const worker = spawnWorker(jobsWorkerUrl, 'axial-jobs');
const remote = Comlink.wrap<SentJobs>(worker);
const anyOfRemote = remote as unknown as Record<keyof Jobs, (...args: unknown[]) => unknown>;

/** Functions cannot be cloned into the worker: they cross as handles that call back here. */
function asCloneable(argument: unknown): unknown {
  return typeof argument === 'function' ? Comlink.proxy(argument as () => void) : argument;
}

/** Handles of files are slow to clone: more at once would hold the page up. */
const FILES_PER_MESSAGE = 100;

/** Hands files over in slices, each in a task of its own, ahead of the job that takes them. */
async function handOver(job: HoldingJob, files: readonly HeldFile[]): Promise<void> {
  for (let at = 0; at === 0 || at < files.length; at += FILES_PER_MESSAGE) {
    await remote.holdFiles(job, files.slice(at, at + FILES_PER_MESSAGE), at === 0);
  }
}

/** Of the data set as it was last opened or imported: edits change nothing of them, and leave them out. */
let outcomes: DataSetView['outcomes'] = [];

async function wholeDataSet({ outcomes: ticket, ...rest }: DataSetTicket): Promise<DataSetView> {
  outcomes = await takeList(ticket, remote.takeRows);
  return editedDataSet(rest);
}

async function editedDataSet({ scans, excluded, ...rest }: EditedTicket): Promise<DataSetView> {
  return {
    ...rest,
    scans: await takeList(scans, remote.takeRows),
    excluded: await takeList(excluded, remote.takeRows),
    outcomes: namedOutcomes(outcomes, rest.renamed),
  };
}

async function wholeImport({ dataSet, outcomes: ofImport, ...rest }: ImportTicket): Promise<ImportResult> {
  const ended: ImportResult['outcomes'] = await takeList(ofImport, remote.takeRows);
  return { ...rest, dataSet: await wholeDataSet(dataSet), outcomes: namedOutcomes(ended, dataSet.renamed) };
}

/** Nobody prints it, and it is most of a row. */
function withoutPicture(row: ClassifiedRow): ClassifiedRow {
  return row.status === 'classified' ? { ...row, thumbnail: NO_PICTURE } : row;
}

const NO_PICTURE = { width: 0, height: 0, rgba: new Uint8ClampedArray() };

/** Rows with a hash and a list of probabilities each: some milliseconds to clone. */
const ROWS_PER_MESSAGE = 1000;

/** The jobs whose question or answer is too long for one message. */
const inPieces: Pick<
  Jobs,
  | HoldingJob
  | 'open'
  | 'importSample'
  | 'openArchive'
  | 'labelTable'
  | 'applyEdit'
  | 'takeBack'
  | 'audit'
  | 'resultsCsv'
> = {
  async open() {
    const { dataSet, ...rest } = await remote.open();
    return { ...rest, dataSet: dataSet && (await wholeDataSet(dataSet)) };
  },
  async importFiles(request, onProgress) {
    await handOver('importFiles', request.files);
    return wholeImport(await remote.importFiles({ ...request, files: [] }, Comlink.proxy(onProgress)));
  },
  async importSample(onProgress) {
    return wholeImport(await remote.importSample(Comlink.proxy(onProgress)));
  },
  async classify(request, onRows) {
    await handOver('classify', request.files);
    await remote.classify({ ...request, files: [] }, Comlink.proxy(onRows));
  },
  async openArchive(file) {
    const { id, entries, refused } = await remote.openArchive(file);
    return { id, entries: await takeList(entries, remote.takeRows), refused: await takeList(refused, remote.takeRows) };
  },
  async labelTable(file, columns) {
    const { rows, ...rest } = await remote.labelTable(file, columns);
    return { ...rest, rows: await takeList(rows, remote.takeRows) };
  },
  applyEdit: async (remedy) => editedDataSet(await remote.applyEdit(remedy)),
  takeBack: async (editId) => editedDataSet(await remote.takeBack(editId)),
  async audit(onProgress) {
    const report = await remote.audit(Comlink.proxy(onProgress));
    return report && { ...report, copies: await takeList(report.copies, remote.takeRows) };
  },
  async resultsCsv({ name, classes, threshold, fingerprint }, rows) {
    const parts: Blob[] = [];
    for (let at = 0; at === 0 || at < rows.length; at += ROWS_PER_MESSAGE) {
      const some = rows.slice(at, at + ROWS_PER_MESSAGE).map(withoutPicture);
      parts.push(await remote.resultsCsv({ name, classes, threshold, fingerprint }, some, at === 0));
    }
    return new Blob(parts, { type: 'text/csv' });
  },
};

/** The page's only way to the rooms below. */
export const jobs: Jobs = new Proxy(inPieces as Jobs, {
  get: (own, name) => {
    if (name === 'then') return undefined;
    if (name in own) return own[name as keyof Jobs];
    return (...args: unknown[]) => anyOfRemote[name as keyof Jobs](...args.map(asCloneable));
  },
});

/** Calls back with a sentence when something stands in the way of what is kept (another tab, the browser), or it is gone. */
export function onTrouble(callback: (sentence: string, cleared: boolean) => void): void {
  worker.addEventListener('message', ({ data }: MessageEvent<Partial<Trouble>>) => {
    if (typeof data.trouble === 'string') callback(data.trouble, data.cleared ?? false);
  });
}

/** Calls back when the worker itself fails, so that nothing waits for an answer that cannot come. */
export function onWorkerFailure(callback: (reason: string) => void): void {
  worker.addEventListener('error', (event) => {
    callback(
      `The part of Axial that does the work has stopped (${event.message || 'it could not be loaded'}). Reload the page; what was saved is kept.`,
    );
  });
}
