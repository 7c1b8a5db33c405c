// What the machine can do at its best in the same browser, beside what a training step does of it.
import { cpus } from 'node:os';
import { turnMs } from '../contestants.mjs';
import { FLOPS_PER_ROUND, rooflineModule } from '../machine/rooflineKernels.mjs';
import { compete } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';

const BYTES = 256 * 2 ** 20;
/** About a quarter of a second. */
const ROUNDS = 5e7;

export async function roofline(report, options) {
  await withBenchPage(async (bench) => {
    const threads = Math.min(8, cpus().length);
    const peaks = [await peak(bench, 1, options), ...(threads > 1 ? [await peak(bench, threads, options)] : [])];
    const rows = peaks.map((each) => [each.threads, each.gigaflops, each.copy, each.triad]);
    const columns = ['threads', 'multiply-adds in registers, GFLOP/s', 'copy, GB/s', 'triad, GB/s'];
    const notes = [
      `WebAssembly, ${peaks[0]?.simd} SIMD. ${BYTES / 2 ** 20} MB for all threads together; reads and writes both count.`,
      'The best of several.',
    ];
    report.table('roofline', 'The machine at its best', columns, rows, { notes, data: peaks });
    await steps(report, options, bench, peaks.at(-1));
  });
}

/** All threads at once, each on memory of its own. */
async function peak(bench, threads, { rounds }) {
  const workers = [];
  for (let i = 0; i < threads; i++) workers.push(await bench.worker('roofline'));
  const simd = await workers[0].ask('simd');
  const module = await rooflineModule(simd);
  await Promise.all(workers.map((worker) => worker.ask('start', module, BYTES / threads)));
  const best = async (loop, ...args) => {
    const times = [];
    for (let round = 0; round < 2 * rounds; round++)
      times.push(Math.max(...(await Promise.all(workers.map((worker) => worker.ask(loop, ...args))))));
    return Math.min(...times) / 1000;
  };
  const gigaflops = (threads * FLOPS_PER_ROUND * ROUNDS) / (await best('multiplyAdd', ROUNDS)) / 1e9;
  const [copy, triad] = [BYTES / (await best('copy')) / 1e9, BYTES / (await best('triad')) / 1e9];
  await Promise.all(workers.map((worker) => worker.end()));
  return { threads, simd, gigaflops, copy, triad };
}

async function steps(report, options, bench, machine) {
  const sizes = options.quick ? [64] : [64, 128];
  const cells = ['course', 'compact'].flatMap((preset) => sizes.map((size) => ({ preset, size, batch: 32 })));
  const rows = [];
  const data = [];
  for (const cell of cells) {
    const work = await bench.ask('stepWork', cell);
    const { stepMs, frames } = await kernelTimes(bench, cell, options);
    const products = groupOf(frames.filter(({ flops }) => flops > 0));
    const adam = groupOf(frames.filter(({ path }) => path.at(-1) === 'adam'));
    const reached = work.gigaflops / (stepMs / 1000);
    const inProducts = work.gigaflops / (products.ms / 1000);
    const bandwidth = adam.bytes / adam.ms / 1e6;
    const shares = [reached / machine.gigaflops, inProducts / machine.gigaflops].map(percent);
    const adamCells = [adam.bytes / 1e6, bandwidth, percent(bandwidth / machine.triad)];
    rows.push([
      cell.preset,
      cell.size,
      work.gigaflops,
      stepMs,
      reached,
      shares[0],
      inProducts,
      shares[1],
      ...adamCells,
    ]);
    data.push({ cell, work, stepMs, frames });
    const counted = products.flops / 1e9 / work.gigaflops;
    if (Math.abs(counted - 1) > 0.02)
      console.log(`  ${cell.preset}: the kernels' shapes ask for ${percent(counted)} of the work that the layers' do.`);
  }
  const columns = ['network', 'px', 'GFLOP a step', 'ms a step', 'GFLOP/s', 'of the peak'];
  const inside = ['GFLOP/s inside products', 'of the peak', 'Adam, MB', 'Adam, GB/s', 'of triad'];
  report.table('roofline', 'A step of batch 32 under that roof', [...columns, ...inside], rows, {
    notes: [
      'Work as the plain algorithms need it: convolutions and dense layers forward and both gradients, two operations to a',
      'multiply-add. Kernels that need fewer (Winograd) may stand above the peak. Without augmentation; with all threads.',
    ],
    data,
  });
}

/** Steps of one cell in a fresh backend, warmed up, then measured kernel by kernel. */
export async function kernelTimes(bench, cell, options, augmented = false) {
  const worker = await bench.worker('axial');
  await worker.ask('start', 'wasm');
  await worker.ask('openTraining', 'plain', cell, augmented);
  const turn = () => worker.ask('turn', 'plain', turnMs(options));
  const plain = [...(await compete([{ name: 'plain', turn }], { rounds: options.rounds })).values()][0];
  const times = await worker.ask('kernelTimes', 'plain', options.quick ? 10 : 30);
  await worker.end();
  const frames = times.frames.map((frame) => ({
    ...frame,
    calls: frame.calls / times.steps,
    ms: frame.totalMs / times.steps,
    flops: frame.flops / times.steps,
    bytes: frame.bytes / times.steps,
  }));
  return { stepMs: plain.median, watchedMs: times.stepMs, frames };
}

/** Sums of frames; those inside of others of the same list count once. */
function groupOf(frames) {
  const inside = (frame) =>
    frames.some(
      (other) => other !== frame && startsWith(frame.path, other.path) && other.path.length < frame.path.length,
    );
  const outer = frames.filter((frame) => !inside(frame));
  const total = (field) => outer.reduce((sum, frame) => sum + frame[field], 0);
  return { ms: total('ms'), flops: total('flops'), bytes: total('bytes') };
}

function startsWith(path, start) {
  return start.every((name, i) => path[i] === name);
}

function percent(share) {
  return Number.isFinite(share) ? `${Math.round(100 * share)} %` : '-';
}
