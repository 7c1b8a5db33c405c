// Taking a folder in, beside Pillow; and what memory that takes. Then the same folder classified.
import { join } from 'node:path';
import { scansToImport } from '../folders.mjs';
import { whileWatchingMemory } from '../machine/memory.mjs';
import { runScript } from '../python/python.mjs';
import { figure } from '../report.mjs';
import { compete, nobody } from '../rounds.mjs';
import { SHARED, withBenchPage } from '../site.mjs';

const AXIAL = 'Axial';
const PILLOW = 'Pillow';

export async function importing(report, options) {
  const { folder, what } = await scansToImport(options.quick ? 400 : undefined);
  await withBenchPage(async (bench) => {
    await bench.page.locator('input').setInputFiles(folder);
    const empty = await bench.ask('open');
    const [first, memory] = await whileWatchingMemory(() => bench.ask('importFolder'));
    const kept = await bench.ask('open');
    const pillow = await runScript(join(SHARED, 'peers/pillow_ingest.py'), folder, '--size', '64');
    const results = await compete(contestants(bench, folder, pillow !== null), { rounds: options.quick ? 2 : 3 });
    tellSpeed(report, first, what, results);
    if (memory.peak) tellMemory(report, first, memory, kept.stored - empty.stored, kept.originalBytes);
    else report.skipped('import', 'this system does not tell the memory of a process.');
  });
}

function contestants(bench, folder, withPillow) {
  const axial = async () => {
    await bench.ask('deleteDataSet');
    const { ms } = await bench.ask('importFolder');
    return [ms];
  };
  const pillow = async () => {
    const { seconds } = await runScript(join(SHARED, 'peers/pillow_ingest.py'), folder, '--size', '64');
    return [1000 * seconds];
  };
  return [{ name: AXIAL, turn: axial }, ...(withPillow ? [{ name: PILLOW, turn: pillow }] : [])];
}

function tellSpeed(report, { files, kept }, what, results) {
  const axial = results.get(AXIAL);
  const pillow = results.get(PILLOW) ?? nobody;
  const rate = ({ median, min }) => `${figure((1000 * files) / median)} (${figure((1000 * files) / min)})`;
  const row = [`${files} ${what}, ${kept} kept`, rate(axial), rate(pillow), pillow.median / axial.median];
  report.table('import', 'Import', ['files', 'Axial, scans/s', 'Pillow, scans/s', 'Axial / Pillow'], [row], {
    notes: [
      'Axial: read, hash, decode, fingerprint, thumbnail, resize to 64, store. Pillow in 2 processes: read, hash, decode,',
      'resize to 64. Medians (and the best) after a first round that is not counted.',
    ],
    data: Object.fromEntries(results),
  });
}

function tellMemory(report, { files, kept }, { before, peak, after }, storedBytes, originalBytes) {
  const kinds = [...new Set([...Object.keys(before), ...Object.keys(peak)])].filter((kind) => kind !== 'total').sort();
  const rows = [...kinds, 'total'].map((kind) => [kind, before[kind] ?? 0, peak[kind] ?? 0, after[kind] ?? 0]);
  const notes = [
    `At its height ${figure(peak.total - before.total)} MB above the empty page, for ${kept} scans whose files are ` +
      `${figure(originalBytes / 1e6)} MB and all that is kept of them ${figure(storedBytes / 1e6)} MB on disk.`,
    'Proportional set size without mapped files, looked at twice a second. The originals stay on disk: what the data set itself',
    `needs in memory is some 1.3 kB a scan (see growth), here ${figure((1.3 * kept) / 1000)} MB.`,
  ];
  report.table('import', `Memory while ${files} files are imported, MB`, ['process', 'before', 'peak', 'after'], rows, {
    notes,
    data: { before, peak, after, storedBytes, originalBytes },
  });
}
