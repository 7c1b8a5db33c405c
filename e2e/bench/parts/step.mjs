// A training step by backend, network, size and batch; stock tfjs and Keras in the same rounds.
import { join } from 'node:path';
import { AXIAL, AXIAL_AUGMENTED, axialTraining, KERAS, kerasTraining, stockTraining, turnMs } from '../contestants.mjs';
import { runScript, startKeras } from '../python/python.mjs';
import { figure, medianAndMin, ratio } from '../report.mjs';
import { compete, firstLineOf, nobody } from '../rounds.mjs';
import { SHARED, withBenchPage } from '../site.mjs';

const NETWORKS = { course: 'Course CNN', compact: 'Compact CNN' };
const USUAL = { preset: 'course', size: 64, batch: 32 };
/** A contestant whose steps take seconds is left out of further rounds after this. */
const CAP_MS = 23_000;

export async function step(report, options) {
  const keras = await startKeras();
  try {
    await withBenchPage((bench) => fastEngines(report, options, bench, keras));
    await withBenchPage((bench) => everyEngine(report, options, bench));
  } finally {
    keras?.close();
  }
}

function cellsOf({ quick }) {
  if (quick) return [USUAL, { ...USUAL, size: 128 }, { ...USUAL, preset: 'compact' }];
  const cells = ['course', 'compact'].flatMap((preset) => [64, 128].map((size) => ({ preset, size })));
  return cells.flatMap((cell) => [16, 32, 64].map((batch) => ({ ...cell, batch })));
}

async function fastEngines(report, options, bench, keras) {
  const rows = [];
  const data = [];
  let device = '';
  for (const cell of cellsOf(options)) {
    const { parameters } = await bench.ask('stepWork', cell);
    const axial = await axialTraining(bench, cell, turnMs(options));
    const other = keras && (await kerasTraining(keras, cell, parameters, turnMs(options)));
    const results = await compete([...axial.contestants, ...(other?.contestants ?? [])], options);
    await axial.end();
    ({ device } = axial);
    rows.push(rowOf(cell, results));
    data.push({ cell, parameters, results: Object.fromEntries(results) });
    printRow(rows.at(-1));
  }
  const columns = ['network', 'px', 'batch', 'Axial, ms', 'augmented, ms', 'Keras, ms', 'Axial / Keras'];
  const published = keras && (await runScript(join(SHARED, 'peers/keras_seed_cnn.py')));
  const notes = [
    `Axial: the app's own training loop on WASM (${device}). Medians, and the least in brackets.`,
    `The yardstick: ${keras?.backend ?? 'Keras was not there'}.`,
  ];
  if (published)
    notes.push(`keras_seed_cnn.py by itself (Course CNN, 64 px, batch 32): ${published.step_ms} ms a step.`);
  const title = 'A training step';
  report.table('step', title, [...columns, 'augmented / Keras', 'Axial, scans/s'], rows, { notes, data });
}

function printRow(row) {
  console.log(`  ${row.map((each) => (typeof each === 'number' ? figure(each) : each)).join(' | ')}`);
}

function rowOf({ preset, size, batch }, results) {
  const [axial, augmented] = [results.get(AXIAL), results.get(AXIAL_AUGMENTED)];
  const keras = results.get(KERAS) ?? nobody;
  const times = [axial, augmented, keras].map(medianAndMin);
  const ratios = [ratio(axial, keras), ratio(augmented, keras)];
  return [NETWORKS[preset], size, batch, ...times, ...ratios, (1000 * batch) / axial.median];
}

/** Stock tfjs, and our other backends. They take seconds a step, so they are asked for one cell unless all is wanted. */
async function everyEngine(report, options, bench) {
  const entrants = entrantsOf(await offersOf(bench));
  const rows = [];
  const data = [];
  for (const cell of options.all ? cellsOf({ quick: false }) : [USUAL]) {
    const { results, missing } = await competition(cell, entrants, options, bench);
    const found = [...engineRows(cell, results), ...missing];
    rows.push(...found);
    data.push({ cell, results: Object.fromEntries(results) });
    for (const row of found) printRow(row); // with all backends the whole takes an hour
  }
  const columns = ['network', 'px', 'batch', 'backend', 'ms', 'steps', 'times Axial, WASM'];
  const left = entrants.filter(({ slow }) => slow && !options.all).map(({ name }) => name);
  const notes = [
    'Stock tfjs 4.22 with nothing of ours; on WASM with the one kernel that it lacks, and all the threads there are.',
    `A contestant is left out of further rounds after ${CAP_MS / 1000} s.`,
  ];
  if (!options.all) notes.push('Not run: the other sizes, batches and the Compact CNN on these backends (`--all`).');
  if (left.length > 0) notes.push(`Not run, because it takes half a minute a step: ${left.join('; ')} (\`--all\`).`);
  report.table('step', 'The same step on every backend', columns, rows, { notes, data });
}

/** Axial on WASM against all of them; `missing`: rows for those that did not start. */
async function competition(cell, entrants, options, bench) {
  const opened = [await axialTraining(bench, cell, turnMs(options), { augmented: false })];
  const missing = [];
  for (const { name, open } of entrants.filter(({ slow }) => options.all || !slow)) {
    try {
      opened.push(await open(bench, cell, turnMs(options)));
    } catch (error) {
      missing.push([...cellNames(cell), name, `did not start: ${firstLineOf(error)}`, '-', '-']);
    }
  }
  const contestants = opened.flatMap((each) => each.contestants);
  const results = await compete(contestants, { ...options, capMs: CAP_MS });
  for (const each of opened) await each.end();
  return { results, missing };
}

function engineRows(cell, results) {
  const axial = results.get(AXIAL);
  return [...results].map(([name, result]) => {
    const times = name === AXIAL ? '-' : ratio(result, axial);
    return [...cellNames(cell), name, medianAndMin(result), result.samples.length, times];
  });
}

function cellNames({ preset, size, batch }) {
  return [NETWORKS[preset], size, batch];
}

async function offersOf(bench) {
  const worker = await bench.worker('axial');
  const offers = await worker.ask('offers');
  await worker.end();
  return offers.filter(({ available }) => available);
}

/** Our backends but WASM and CPU (which is tfjs's own), and stock tfjs on the three that every browser has. */
function entrantsOf(offers) {
  const ours = offers
    .filter(({ backend }) => backend !== 'wasm' && backend !== 'cpu')
    .map(({ backend, device }) => {
      const name = `Axial, ${backend} (${device})`;
      const open = (bench, cell, ms) => axialTraining(bench, cell, ms, { backend, name, augmented: false });
      return { name, slow: /webgpu/.test(backend) && /software|swiftshader/i.test(device), open };
    });
  const webgl = offers.find(({ backend }) => backend === 'webgl');
  const stock = [
    { backend: 'wasm', name: 'stock tfjs, WASM' },
    { backend: 'webgl', name: `stock tfjs, WebGL (${webgl?.device ?? 'none'})` },
    { backend: 'cpu', name: 'stock tfjs, CPU' },
  ].map((each) => ({ ...each, open: (bench, cell, ms) => stockTraining(bench, cell, ms, each.backend, each.name) }));
  return [...stock, ...ours];
}
