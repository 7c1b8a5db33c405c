// Everything of a data set as one workspace file, and that file opened in an empty browser: how fast, and what memory it takes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scansInAll } from '../folders.mjs';
import { whileWatchingMemory } from '../machine/memory.mjs';
import { whileWatchingHeap } from '../machine/workerProfile.mjs';
import { figure } from '../report.mjs';
import { withBenchPage } from '../site.mjs';

const COUNTS = { quick: 600, full: 4600 };
const MOST_MB = 300;
/** The thread that reads and writes. */
const THREAD = 'jobs.worker';

export async function workspace(report, { quick }) {
  const { folder, what } = await scansInAll(COUNTS[quick ? 'quick' : 'full']);
  const moved = mkdtempSync(join(tmpdir(), 'axial-bench-moved-'));
  try {
    const written = await withBenchPage((bench) => write(bench, folder, moved));
    const opened = await withBenchPage((bench) => open(bench, moved));
    tell(report, what, written, opened);
  } finally {
    rmSync(moved, { recursive: true });
  }
}

async function write(bench, folder, into) {
  await bench.page.locator('input').setInputFiles(folder);
  await bench.ask('importFolder');
  await bench.reload(); // nothing is left of the import
  return watched(bench, async () => {
    const downloading = bench.page.waitForEvent('download', { timeout: 0 });
    const result = await bench.ask('moveOut');
    await (await downloading).saveAs(join(into, 'bench.axial'));
    return result;
  });
}

async function open(bench, folder) {
  await bench.page.locator('input').setInputFiles(folder);
  const result = await watched(bench, async () => ({ ms: await bench.ask('moveIn') }));
  await bench.reload();
  return { ...result, scans: (await bench.ask('open')).scans };
}

async function watched(bench, work) {
  await bench.ask('open');
  const watching = () => whileWatchingMemory(work);
  const [[result, memory], heap] = await whileWatchingHeap(bench.page, THREAD, watching);
  return { ...result, memory, heap };
}

function tell(report, what, written, opened) {
  const rows = Object.entries({ written, opened }).map(([name, { ms, memory, heap }]) => [
    ...[name, ms / 1000, written.bytes / 1e6 / (ms / 1000)],
    ...[above(memory, 'renderer'), above(memory, 'browser'), above(memory, 'total'), heap.peak - heap.before],
  ]);
  const columns = ['file', 's', 'MB/s', 'renderer, MB', 'browser, MB', 'all processes, MB', 'JavaScript, MB'];
  const most = Math.max(above(written.memory, 'total'), above(opened.memory, 'total'));
  report.table('workspace', `A workspace file of ${what}`, columns, rows, {
    notes: [
      `${figure(written.bytes / 1e6)} MB; ${opened.scans} scans are there after it was opened. Memory: growth while it is written (and`,
      'downloaded) and opened, at the peak of all processes together, above the page that was loaded anew. JavaScript: heaps and buffers of the',
      `page and of the thread that works. Aim: ${MOST_MB} MB; ${Number.isNaN(most) ? 'not told by this system' : most <= MOST_MB ? 'held' : 'MISSED'}.`,
    ],
    data: { written, opened },
  });
}

function above({ before, peak }, kind) {
  return peak ? (peak[kind] ?? 0) - (before[kind] ?? 0) : Number.NaN;
}
