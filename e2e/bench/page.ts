import * as Comlink from 'comlink';
import { planImport } from '../../src/dataset/folders.ts';
import { jobs } from '../../src/worker/client.ts';
import { spawnWorker } from '../../src/worker/spawnWorker.ts';
import axialUrl from './axial.worker.ts?worker&url';
import { type Cell, presetOf } from './cell.ts';
import drawUrl from './draw.worker.ts?worker&url';
import rooflineUrl from './roofline.worker.ts?worker&url';
import { stepWork } from './stepWork.ts';
import stockUrl from './stock.worker.ts?worker&url';
import { milliseconds } from './turn.ts';

const workerUrls = { axial: axialUrl, stock: stockUrl, roofline: rooflineUrl, draw: drawUrl };

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;

const workers: { readonly worker: Worker; readonly remote: Remote }[] = [];

/** What `site.mjs` calls in the page. */
const bench = {
  /** The number by which the new worker is called. */
  spawn(kind: keyof typeof workerUrls) {
    const worker = spawnWorker(workerUrls[kind], `bench ${kind}`);
    return workers.push({ worker, remote: Comlink.wrap(worker) as unknown as Remote }) - 1;
  },
  call: (id: number, method: string, args: unknown[]) => workers[id]?.remote[method]?.(...args),
  end: (id: number) => workers[id]?.worker.terminate(),

  stepWork: (cell: Cell) => stepWork(cell),

  /** Imports what the file input holds. */
  async importFolder() {
    const files = chosenFiles();
    const plan = planImport(files.map((file) => file.webkitRelativePath));
    const chosen = plan.classes.flatMap(({ name, fileIndices }) =>
      fileIndices.flatMap((index) => {
        const file = files[index];
        return file ? [{ file, path: file.webkitRelativePath, className: name }] : [];
      }),
    );
    if (chosen.length === 0) throw new Error('There are no pictures in that folder.');
    const classes = plan.classes.map(({ name }) => name);
    const request = { dataSetName: 'bench', classes, files: chosen, ignored: [] };
    let kept = 0;
    let problem: string | null = null;
    const ms = await milliseconds(async () => {
      const result = await jobs.importFiles(request, () => {});
      kept = result.dataSet.scans.length;
      problem = result.problem;
    });
    if (problem) throw new Error(problem);
    return { files: chosen.length, kept, ms };
  },

  deleteDataSet: () => jobs.deleteDataSet(),

  /** The first call after a load: milliseconds until everything that is kept is known. */
  async open() {
    let workspace: Awaited<ReturnType<typeof jobs.open>> | undefined;
    const ms = await milliseconds(async () => {
      workspace = await jobs.open();
    });
    const { usage = 0 } = await navigator.storage.estimate();
    const scans = workspace?.dataSet?.scans ?? [];
    return { ms, scans: scans.length, originalBytes: scans.reduce((sum, { bytes }) => sum + bytes, 0), stored: usage };
  },

  split: () => milliseconds(() => jobs.splitSummary(splitOf(0.7, 0.15, 0.15))),

  /** One epoch of the Course CNN at 64 px. `share`: of the scans, for training; as many validate, the rest is the test. */
  async trainEpoch(share: number, validation: number) {
    const { network, preprocessing, augmentation, hyperparameters } = presetOf('course');
    const request = { network, preprocessing, augmentation, backend: 'wasm' as const };
    const split = splitOf(share, validation, 1 - share - validation);
    let seconds = Number.NaN;
    const ms = await milliseconds(() =>
      jobs.train({ ...request, split, hyperparameters: { ...hyperparameters, epochs: 1 } }, (event) => {
        if (event.type === 'epoch') seconds = event.record.seconds;
      }),
    );
    return { seconds, ms };
  },

  /** Classifies what the file input holds with the newest model. */
  async classifyFolder() {
    const files = chosenFiles().map((file) => ({ file, path: file.webkitRelativePath }));
    const [model] = await jobs.models();
    if (!model) throw new Error('There is no model.');
    let rows = 0;
    const ms = await milliseconds(() =>
      jobs.classify({ modelId: model.id, files }, (some) => {
        rows += some.length;
      }),
    );
    return { rows, ms };
  },
};

function chosenFiles(): File[] {
  return [...(document.querySelector('input')?.files ?? [])];
}

function splitOf(training: number, validation: number, test: number) {
  return { kind: 'grouped', seed: 1, shares: { training, validation, test } } as const;
}

Object.assign(globalThis, { bench });
