// An epoch as the page trains it, beside Keras's `fit` on the same scans; and where it goes.

import { scansToImport } from '../folders.mjs';
import { browserCpuMs } from '../machine/cpu.mjs';
import { startKeras } from '../python/python.mjs';
import { medianAndMin, ratio } from '../report.mjs';
import { compete, median, nobody } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';

const SIZE = 64;
const BATCH = 32;
const AXIAL = 'Axial';
const KERAS = 'Keras';
/** The first epoch of a turn compiles, and is not counted. */
const EPOCHS = { quick: 3, full: 5 };

export async function epoch(report, options) {
  const { folder, what } = await scansToImport(options.quick ? 800 : undefined);
  const keras = await startKeras();
  const rows = [];
  const parts = [];
  try {
    await withBenchPage(async (bench) => {
      await bench.page.locator('input').setInputFiles(folder);
      await bench.ask('importFolder');
      for (const preset of ['course', 'compact']) {
        const measured = await competition(bench, keras, folder, preset, options);
        rows.push(rowOf(preset, measured));
        parts.push(...partRows(preset, await partsOf(bench, preset, measured.scans), measured));
      }
    });
  } finally {
    keras?.close();
  }
  const columns = ['network, 64 px', 'scans', 'Axial, ms', 'loop alone, ms', 'CPU, ms', 'saves', 'Keras, ms'];
  report.table('epoch', `An epoch of ${what}`, [...columns, 'Axial / Keras'], rows, {
    notes: [
      "Axial: from one epoch's end to the next in the page, saves included. 'Loop alone': what the training loop counts itself.",
      'CPU: of all threads of the browser. Keras: one epoch of `fit` with validation, without augmentation. Medians (and the least).',
    ],
  });
  report.table('epoch', 'Where an epoch goes', ['network', 'part', 'ms', 'MB'], parts, {
    notes: ['Of the training loop by itself, in one worker; the last row is what the page needs beyond it.'],
  });
}

/** @returns {number[]} */
const numbers = () => [];

async function competition(bench, keras, folder, preset, options) {
  const epochs = options.quick ? EPOCHS.quick : EPOCHS.full;
  const found = { loops: numbers(), cpu: numbers(), saves: 0, scans: { training: 0, validation: 0 } };
  const axial = async () => {
    const before = browserCpuMs();
    const { records, saves, scans } = await bench.ask('trainEpochs', preset, epochs);
    found.cpu.push((browserCpuMs() - before) / epochs);
    found.saves += saves;
    found.scans = scans;
    const counted = records.slice(1);
    found.loops.push(...counted.map(({ loopSeconds }) => 1000 * loopSeconds));
    return counted.map(({ ms }) => ms);
  };
  const contestants = [{ name: AXIAL, turn: axial }];
  if (keras) {
    await keras.ask({ do: 'open', network: preset, size: SIZE });
    await keras.ask({ do: 'load', folder, size: SIZE });
    const turn = async () => (await keras.ask({ do: 'epoch', ...found.scans, batch: BATCH })).ms;
    contestants.push({ name: KERAS, turn });
  }
  const results = await compete(contestants, { rounds: options.quick ? 2 : 3 }); // Axial's turn comes first: it tells the scans
  return { ...found, axial: results.get(AXIAL), keras: results.get(KERAS) ?? nobody };
}

function rowOf(preset, { axial, keras, loops, cpu, saves, scans }) {
  const times = [medianAndMin(axial), median(loops), median(cpu), saves, medianAndMin(keras)];
  return [preset, `${scans.training} + ${scans.validation}`, ...times, ratio(axial, keras)];
}

async function partsOf(bench, preset, scans) {
  const worker = await bench.worker('axial');
  await worker.ask('start', 'wasm');
  const parts = await worker.ask('epochParts', { preset, size: SIZE, batch: BATCH }, scans, preset === 'compact');
  await worker.end();
  return parts;
}

function partRows(preset, parts, { axial, scans }) {
  const { pixels, kernels, optimizer, rest, validation, checkpoint, checkpointBytes } = parts;
  const pixelBytes = scans.training * SIZE * SIZE;
  const rows = [
    [preset === 'compact' ? 'pixels and augmentation' : 'pixels', pixels, pixelBytes],
    ['kernels, forward and back', kernels, Number.NaN],
    ['optimizer', optimizer, Number.NaN],
    ['gradient tape, scores, event loop', rest, Number.NaN],
    ['validation, best weights', validation, scans.validation * SIZE * SIZE],
    ['a checkpoint is made (when one is due)', checkpoint, checkpointBytes],
  ];
  const alone = pixels + kernels + optimizer + rest + validation;
  rows.push(['beyond the loop: messages, saving', axial.median - alone, Number.NaN]);
  return rows.map(([part, ms, bytes]) => [preset, part, ms, bytes / 1e6]);
}
