// What grows with the number of scans, and how: drawn pictures, all different.
import { drawnScans } from '../folders.mjs';
import { browserMegabytes, whileWatchingMemory } from '../machine/memory.mjs';
import { figure } from '../report.mjs';
import { median } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';

const SIZES = { quick: [500, 2000], full: [500, 5000, 20_000] };
/** Scans that are trained on, whatever the size of the data set: an epoch's time per scan must not grow. */
const TRAINED = 2000;
const OPENINGS = 3;

export async function growth(report, { quick }) {
  const measured = [];
  for (const count of SIZES[quick ? 'quick' : 'full']) {
    measured.push(await measure(count));
    const { rate, peakMB, openMs } = measured.at(-1);
    console.log(`  ${count} scans: ${figure(rate)} scans/s, ${figure(peakMB)} MB, open in ${figure(openMs)} ms`);
  }
  const rows = measured.map(({ count, rate, peakMB, afterMB, openMs, openedMB, splitMs, epochMs }) => {
    return [count, rate, peakMB, afterMB, openMs, openedMB, splitMs, epochMs];
  });
  const columns = ['scans', 'import, scans/s', 'peak, MB', 'after, MB', 'open, ms', 'opened, MB', 'split, ms'];
  const notes = [
    'One import each, into an empty browser. MB: all processes of the browser above the empty page, at the peak of the import,',
    'after it, and after a reload. Open: the first answer after a reload, copies found (median of 3). Epoch: Course CNN, 64 px.',
  ];
  const title = 'Growth with the data set';
  report.table('growth', title, [...columns, 'epoch, ms a scan'], rows, { notes, data: measured });
  tellPaper(report, measured.at(-1));
}

async function measure(count) {
  const folder = await drawnScans(count);
  return withBenchPage(async (bench) => {
    await bench.page.locator('input').setInputFiles(folder);
    const empty = await bench.ask('open');
    const [imported, memory] = await whileWatchingMemory(() => bench.ask('importFolder'));
    const openings = [];
    let opened = empty;
    for (let i = 0; i < OPENINGS; i++) {
      await bench.reload();
      opened = await bench.ask('open');
      openings.push(opened.ms);
    }
    const openedMemory = browserMegabytes();
    const splitMs = await bench.ask('split');
    const training = Math.min(0.7, TRAINED / count);
    const { seconds } = await bench.ask('trainEpoch', training, 0.05);
    const above = (megabytes) => (megabytes ? megabytes.total - memory.before.total : Number.NaN);
    return {
      count,
      kept: imported.kept,
      rate: (1000 * imported.files) / imported.ms,
      peakMB: above(memory.peak),
      afterMB: above(memory.after),
      openedMB: above(openedMemory),
      openMs: median(openings),
      splitMs,
      epochMs: (1000 * seconds) / (count * training),
      storedBytes: opened.stored - empty.stored,
      originalBytes: opened.originalBytes,
    };
  });
}

/** Bytes of one scan by store, as the schema has them; text and hashes as the browser writes them, roughly. */
function tellPaper(report, { count, kept, storedBytes, originalBytes, openedMB }) {
  /** @type {[store: string, bytes: number, where: string][]} */
  const stores = [
    ['originals', originalBytes / kept, 'disk only'],
    ['thumbnails, 96 x 96 grey', 96 * 96, 'disk only'],
    ['pixels, 64 x 64', 64 * 64, 'disk; memory while it trains'],
    ['scans: hash, names, path', 64 + 200, 'disk, the jobs and the page'],
    ['scans: fingerprint, 16 x 16 grey and 8 words', 256 + 32 + 200, 'disk and the jobs'],
    ['outcomes', 150, 'disk, the jobs and the page'],
  ];
  const rows = stores.map(([store, bytes, where]) => [store, Math.round(bytes), (bytes * count) / 1e6, where]);
  const onDisk = stores.reduce((sum, [, bytes]) => sum + bytes, 0);
  rows.push(['all, on disk', Math.round(onDisk), (onDisk * count) / 1e6, '']);
  const inMemory = 2 * (264 + 150) + 488;
  rows.push(['all, in memory (jobs and page)', inMemory, (inMemory * count) / 1e6, '']);
  report.table('growth', `${count} scans on paper`, ['what', 'bytes a scan', 'MB', 'where'], rows, {
    notes: [`Measured: ${figure(storedBytes / 1e6)} MB on disk, ${figure(openedMB)} MB in memory after a reload.`],
  });
}
