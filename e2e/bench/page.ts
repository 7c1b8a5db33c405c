import * as Comlink from 'comlink';
import { planImport } from '../../src/dataset/folders.ts';
import { jobs } from '../../src/worker/client.ts';
import { spawnWorker } from '../../src/worker/spawnWorker.ts';
import type { StepBench } from './step.worker.ts';
import stepUrl from './step.worker.ts?worker&url';
import type { StockBench } from './stock.worker.ts';
import stockUrl from './stock.worker.ts?worker&url';

/** What `run.mjs` calls in the page. */
const bench = {
  /** Imports what the file input holds into an empty data set. */
  async importFolder() {
    const input = document.querySelector('input');
    const files = [...(input?.files ?? [])];
    const plan = planImport(files.map((file) => file.webkitRelativePath));
    const chosen = plan.classes.flatMap(({ name, fileIndices }) =>
      fileIndices.flatMap((index) => {
        const file = files[index];
        return file ? [{ file, path: file.webkitRelativePath, className: name }] : [];
      }),
    );
    const startedAt = performance.now();
    const request = { dataSetName: 'bench', classes: plan.classes.map(({ name }) => name), files: chosen, ignored: [] };
    const { dataSet, outcomes } = await jobs.importFiles(request, () => {});
    const seconds = (performance.now() - startedAt) / 1000;
    return { files: chosen.length, scans: dataSet.scans.length, outcomes: outcomes.length, seconds };
  },

  /** Classifies what the file input holds with the newest model. */
  async classifyFolder() {
    const files = [...(document.querySelector('input')?.files ?? [])];
    const [model] = await jobs.models();
    if (!model) throw new Error('no model');
    let rows = 0;
    const startedAt = performance.now();
    const request = { modelId: model.id, files: files.map((file) => ({ file, path: file.webkitRelativePath })) };
    await jobs.classify(request, (some) => {
      rows += some.length;
    });
    return { rows, seconds: (performance.now() - startedAt) / 1000 };
  },

  /** Trains a model on what was imported, so that there is one to classify with. */
  async trainOneEpoch() {
    const preset = (await jobs.presets()).find(({ id }) => id === 'course');
    if (!preset) throw new Error('no Course CNN');
    const { network, preprocessing, augmentation } = preset;
    const hyperparameters = { ...preset.hyperparameters, epochs: 1 };
    const shares = { training: 0.1, validation: 0.1, test: 0.8 };
    const split = { kind: 'grouped', seed: 1, shares } as const;
    await jobs.train({ network, preprocessing, augmentation, hyperparameters, split, backend: 'auto' }, () => {});
  },

  async step(...args: Parameters<StepBench['step']>) {
    const worker = spawnWorker(stepUrl, 'step');
    const result = await Comlink.wrap<StepBench>(worker).step(...args);
    worker.terminate();
    return result;
  },

  async stockStep(...args: Parameters<StockBench['step']>) {
    const worker = spawnWorker(stockUrl, 'stock');
    const result = await Comlink.wrap<StockBench>(worker).step(...args);
    worker.terminate();
    return result;
  },
};

Object.assign(globalThis, { bench });
