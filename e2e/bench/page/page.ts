import { planImport } from '../../../src/dataset/import/importPlan.ts';
import { download } from '../../../src/ui/workspace/download.ts';
import { jobs, startWorker } from '../../../src/worker/client.ts';
import type { ImportRequest, ScanFile } from '../../../src/worker/jobs/import/importProtocol.ts';
import type { TrainingEvent } from '../../../src/worker/jobs/training/trainingProtocol.ts';
import { connect } from '../../../src/worker/rpc/connect.ts';
import { spawnWorker } from '../../../src/worker/spawnWorker.ts';
import axialUrl from './axial.worker.ts?worker&url';
import { type Cell, presetOf } from './cell.ts';
import copiesUrl from './copies.worker.ts?worker&url';
import drawUrl from './draw.worker.ts?worker&url';
import rooflineUrl from './roofline.worker.ts?worker&url';
import { stepWork } from './stepWork.ts';
import stockUrl from './stock.worker.ts?worker&url';
import truthUrl from './truth.worker.ts?worker&url';
import { milliseconds } from './turn.ts';

const workerUrls = {
  axial: axialUrl,
  stock: stockUrl,
  roofline: rooflineUrl,
  draw: drawUrl,
  copies: copiesUrl,
  truth: truthUrl,
};

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;

const workers: { readonly worker: Worker; readonly remote: Remote }[] = [];

startWorker(); // the preview sends the headers

/** What `site.mjs` calls in the page. */
const bench = {
  /** The number by which the new worker is called. */
  spawn(kind: keyof typeof workerUrls) {
    const worker = spawnWorker(workerUrls[kind], `bench ${kind}`);
    return workers.push({ worker, remote: connect(worker, kind) as unknown as Remote }) - 1;
  },
  call: (id: number, method: string, args: unknown[]) => workers[id]?.remote[method]?.(...args),
  /** The same with what the file input holds before the other arguments. */
  callWithFiles: (id: number, method: string, ...args: unknown[]) =>
    workers[id]?.remote[method]?.(
      chosenFiles().map((file) => ({ file, path: file.webkitRelativePath })),
      ...args,
    ),
  end: (id: number) => workers[id]?.worker.terminate(),

  stepWork: (cell: Cell) => stepWork(cell),

  /** Imports what the file input holds; what is in zips instead of the zips. */
  async importFolder() {
    let answer = { files: 0, kept: 0 };
    const ms = await milliseconds(async () => {
      const request = requestOf((await Promise.all(chosenFiles().map(unpacked))).flat());
      const result = await jobs.importFiles(request, { onProgress: () => {} });
      if (result.problem) throw new Error(result.problem);
      answer = { files: request.files.length, kept: result.dataSet.source.scans.length };
    });
    return { ...answer, ms };
  },

  deleteDataSet: () => jobs.deleteDataSet(),

  /** The first call after a load: milliseconds until everything that is kept is known. */
  async open() {
    let workspace: Awaited<ReturnType<typeof jobs.open>> | undefined;
    const ms = await milliseconds(async () => {
      workspace = await jobs.open();
    });
    const { usage = 0 } = await navigator.storage.estimate();
    const scans = workspace?.dataSet?.source.scans ?? [];
    return { ms, scans: scans.length, originalBytes: scans.reduce((sum, { bytes }) => sum + bytes, 0), stored: usage };
  },

  /** Everything that is stored as one file, which the browser downloads. */
  async moveOut() {
    let bytes = 0;
    const ms = await milliseconds(async () => {
      const file = await jobs.moveOut(true, { onProgress: () => {} });
      bytes = file.size;
      download(file, 'bench.axial');
    });
    return { ms, bytes };
  },

  /** Adds what is in the workspace file that the file input holds. */
  async moveIn() {
    const [file] = chosenFiles();
    if (!file) throw new Error('There is no file.');
    return milliseconds(() => jobs.moveIn(file, { onProgress: () => {} }));
  },

  /** Everything that the audit finds; milliseconds until each stage after the first began, and in all. */
  async audit() {
    const stages: Record<string, number> = {};
    const startedAt = performance.now();
    const report = await jobs.audit({
      onProgress({ stage }) {
        stages[stage] ??= performance.now() - startedAt;
      },
    });
    return { ms: performance.now() - startedAt, stages, groups: report?.groupCount ?? 0 };
  },

  split: () => milliseconds(() => jobs.splitSummary(splitOf(0.7, 0.15, 0.15))),

  /** One epoch of the Course CNN at 64 px. `share`: of the scans, for training; as many validate, the rest is the test. */
  async trainEpoch(share: number, validation: number) {
    const { network, preprocessing, augmentation, hyperparameters } = presetOf('course');
    const request = { network, preprocessing, augmentation, backend: 'wasm' as const };
    const split = splitOf(share, validation, 1 - share - validation);
    let seconds = Number.NaN;
    const ms = await milliseconds(() =>
      jobs.train(
        { ...request, split, hyperparameters: { ...hyperparameters, epochs: 1 } },
        {
          onEvent(event) {
            if (event.type === 'epoch') seconds = event.record.seconds;
          },
        },
      ),
    );
    return { seconds, ms };
  },

  /**
   * `epochs` epochs of a preset as the page trains it, without early stopping: for each the milliseconds since the one before,
   * and the seconds of them that the training loop tells of; and when the run was saved.
   */
  async trainEpochs(preset: Cell['preset'], epochs: number) {
    const { network, preprocessing, augmentation, hyperparameters } = presetOf(preset);
    const settings = { ...hyperparameters, epochs, patience: epochs };
    const request = { network, preprocessing, augmentation, backend: 'wasm' as const, split: splitOf(0.7, 0.15, 0.15) };
    const records: { readonly ms: number; readonly loopSeconds: number }[] = [];
    let [saves, mark] = [0, Number.NaN];
    const onEvent = (event: TrainingEvent) => {
      if (event.type === 'saved') saves += 1;
      if (event.type === 'backend') mark = performance.now();
      if (event.type !== 'epoch') return;
      records.push({ ms: performance.now() - mark, loopSeconds: event.record.seconds });
      mark = performance.now();
    };
    await jobs.train({ ...request, hyperparameters: settings }, { onEvent });
    const { counts } = await jobs.splitSummary(request.split);
    const scansOf = (part: 'training' | 'validation') => counts[part].reduce((sum, each) => sum + each, 0);
    return { records, saves, scans: { training: scansOf('training'), validation: scansOf('validation') } };
  },

  /** Classifies what the file input holds with the newest model. */
  async classifyFolder() {
    const files = chosenFiles().map((file) => ({ file, path: file.webkitRelativePath }));
    const [model] = await jobs.models();
    if (!model) throw new Error('There is no model.');
    let rows = 0;
    const ms = await milliseconds(() =>
      jobs.classify(
        { modelId: model.id, files },
        {
          onRows(some) {
            rows += some.length;
          },
        },
      ),
    );
    return { rows, ms };
  },
};

type FoundFile = { readonly file: ScanFile; readonly path: string };

async function unpacked(file: File): Promise<FoundFile[]> {
  const path = file.webkitRelativePath;
  if (!/\.zip$/i.test(path)) return [{ file, path }];
  const { id, paths, sizes } = await jobs.openArchive(file);
  return paths.map((name, entry) => ({ file: { archive: id, entry, name, size: sizes[entry] ?? 0 }, path: name }));
}

function requestOf(found: readonly FoundFile[]): ImportRequest {
  const plan = planImport(found.map(({ path }) => path));
  const files = plan.classes.flatMap(({ name, fileIndices }) =>
    fileIndices.flatMap((index) => {
      const each = found[index];
      return each ? [{ ...each, className: name }] : [];
    }),
  );
  if (files.length === 0) throw new Error('There are no pictures in that folder.');
  return { dataSetName: 'bench', classes: plan.classes.map(({ name }) => name), files, ignored: [] };
}

function chosenFiles(): File[] {
  return [...(document.querySelector('input')?.files ?? [])];
}

function splitOf(training: number, validation: number, test: number) {
  return { kind: 'grouped', seed: 1, shares: { training, validation, test } } as const;
}

Object.assign(globalThis, { bench });
