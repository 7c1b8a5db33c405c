// The same step with one thread and with all of them, in the same page.
import { cpus } from 'node:os';
import { turnMs } from '../contestants.mjs';
import { medianAndMin, ratio } from '../report.mjs';
import { compete } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';

export async function scaling(report, options) {
  const most = Math.min(8, cpus().length);
  if (most < 2) return report.skipped('scaling', 'this machine has one core.');
  const counts = [1, 2, 4, 8].filter((threads) => threads <= most);
  const cells = [
    { preset: 'course', size: 64, batch: 32 },
    { preset: 'compact', size: 64, batch: 32 },
    ...(options.quick ? [] : [{ preset: 'course', size: 128, batch: 32 }]),
    ...(options.quick ? [] : [{ preset: 'compact', size: 128, batch: 32 }]),
  ];
  const rows = [];
  const data = [];
  await withBenchPage(async (bench) => {
    for (const cell of cells) {
      const results = await competition(cell, counts, options, bench);
      const [one] = results.values();
      const all = [...results.values()];
      const gain = ratio(one, all.at(-1));
      rows.push([cell.preset, cell.size, cell.batch, ...all.map(medianAndMin), gain]);
      data.push({ cell, results: Object.fromEntries(results) });
    }
  });
  const columns = ['network', 'px', 'batch', ...counts.map((threads) => `${named(threads)}, ms`)];
  const title = 'From one thread to all';
  report.table('scaling', title, [...columns, `1 / ${counts.at(-1)} threads`], rows, {
    notes: ['Without augmentation. Medians (and the least).'],
    data,
  });
}

async function competition(cell, counts, options, bench) {
  const workers = [];
  const contestants = [];
  for (const threads of counts) {
    const worker = await bench.worker('axial');
    const { device } = await worker.ask('start', 'wasm', threads);
    if (!device.includes(named(threads))) throw new Error(`Asked for ${named(threads)}, got ${device}.`);
    await worker.ask('openTraining', 'plain', cell, false);
    workers.push(worker);
    contestants.push({ name: named(threads), turn: () => worker.ask('turn', 'plain', turnMs(options)) });
  }
  const results = await compete(contestants, options);
  for (const worker of workers) await worker.end();
  return results;
}

function named(threads) {
  return threads === 1 ? '1 thread' : `${threads} threads`;
}
