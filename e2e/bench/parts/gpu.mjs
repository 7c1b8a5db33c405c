// What a real GPU makes of a training step and a prediction: our backends and stock tfjs, in five minutes at most.
import { axialTraining, stockTraining } from '../contestants.mjs';
import { medianAndMin, ratio } from '../report.mjs';
import { compete, firstLineOf, nobody } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';

/** Headless Chromium takes no GPU by itself. Software renderers are still offered, so that they can be told apart. */
const GPU_ARGUMENTS = [
  ...['--enable-gpu', '--ignore-gpu-blocklist', '--use-angle=vulkan', '--enable-features=Vulkan'],
  ...['--enable-unsafe-webgpu', '--disable-gpu-watchdog'],
];
const BACKENDS = ['webgl', 'webgpu'];
/** A run on a lent machine ends itself. */
const MOST_MS = 270_000;
/** More than shaders take to compile; who needs longer is left out. */
const TURN_MS = 600;
const CAP_MS = 25_000;
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i;
const CELLS = ['course', 'compact'].flatMap((preset) => [64, 128].map((size) => ({ preset, size, batch: 32 })));
const WASM = 'Axial, WASM';

export async function gpu(report, options) {
  const endsAt = performance.now() + MOST_MS;
  await withBenchPage(
    async (bench) => {
      const offers = (await offersOf(bench)).filter(({ backend }) => BACKENDS.includes(backend));
      const found = offers.map(({ backend, device }) => `${backend}: ${device}`).join('; ') || 'no WebGL and no WebGPU';
      const real = offers.filter(({ device }) => options.software || !SOFTWARE.test(device));
      if (real.length === 0) {
        report.skipped(
          'gpu',
          `not measured: there is no GPU here (${found}). --software tries it on a software renderer.`,
        );
        return;
      }
      await measure(report, bench, options.software ? real.slice(0, 1) : real, options, endsAt);
    },
    'bench',
    options.software ? [] : GPU_ARGUMENTS,
  );
}

async function measure(report, bench, offers, options, endsAt) {
  const rows = [];
  const data = [];
  const left = [];
  for (const cell of options.software ? CELLS.slice(0, 1) : CELLS) {
    for (const offer of offers) {
      if (performance.now() > endsAt) {
        left.push(`${cell.preset} ${cell.size} px on ${offer.backend}`);
        continue;
      }
      const { results, failures } = await competition(bench, cell, offer, options, endsAt);
      rows.push(...rowsOf(cell, offer, results, failures));
      data.push({ cell, offer, results: Object.fromEntries(results), failures });
    }
  }
  const columns = ['network', 'px', 'backend', 'device', 'ms a step', 'steps', 'times Axial, WASM'];
  const notes = [
    "A training step of batch 32. Axial: the app's own loop, which asks the device for a known product after every step (the",
    'canary) and waits for its answer; stock tfjs 4.22 waits for the loss. Medians, and the least in brackets.',
  ];
  if (left.length > 0) notes.push(`Not run, for lack of time: ${left.join('; ')}.`);
  if (options.software) notes.push('**A software renderer: what is measured is that this part runs, not a GPU.**');
  report.table('gpu', 'A training step on the GPU', columns, rows, { notes, data });
}

/** Ours and stock tfjs on one backend, beside ours on WASM; who fails is said and left out. */
async function competition(bench, cell, { backend, device }, options, endsAt) {
  const names = [`Axial, ${backend}`, `stock tfjs, ${backend}`];
  const entrants = [
    () => axialTraining(bench, cell, TURN_MS, { name: WASM, augmented: false }),
    () => axialTraining(bench, cell, TURN_MS, { backend, name: names[0], augmented: false }),
    () => stockTraining(bench, cell, TURN_MS, backend, names[1]),
  ];
  const opened = [];
  const failures = [];
  for (const [index, open] of entrants.entries()) {
    try {
      opened.push(await open());
    } catch (error) {
      failures.push(`${index === 0 ? WASM : names[index - 1]} (${device}): ${firstLineOf(error)}`);
    }
  }
  const contestants = opened.flatMap((each) => each.contestants).map((each) => untilThen(each, endsAt));
  const results = await compete(contestants, { rounds: options.software ? 1 : 3, capMs: CAP_MS });
  for (const each of opened) await each.end();
  return { results, failures };
}

/** No turn begins after the end. */
function untilThen({ name, turn }, endsAt) {
  return { name, turn: async () => (performance.now() > endsAt ? [] : turn()) };
}

function rowsOf({ preset, size }, { device }, results, failures) {
  const wasm = results.get(WASM) ?? nobody;
  const measured = [...results].map(([name, result]) => [
    ...[preset, size, name, name === WASM ? 'WebAssembly' : device, medianAndMin(result), result.samples.length],
    name === WASM ? '-' : ratio(result, wasm),
  ]);
  return [...measured, ...failures.map((failure) => [preset, size, failure, '-', 'failed', 0, '-'])];
}

async function offersOf(bench) {
  const worker = await bench.worker('axial');
  const offers = await worker.ask('offers');
  await worker.end();
  return offers.filter(({ available }) => available);
}
