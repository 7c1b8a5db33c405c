// Taking scans in from a zip, beside the same scans as a folder, and slices of DICOM and NIfTI files, beside Python.
import { join } from 'node:path';
import { dicomSlices, niftiVolumes, scansToImport, zipOf } from '../folders.mjs';
import { runScript } from '../python/python.mjs';
import { figure } from '../report.mjs';
import { compete, nobody } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';

const YARDSTICK = join(import.meta.dirname, '../python/slices_ingest.py');

export async function sources(report, options) {
  const rounds = options.quick ? 2 : 3;
  await zips(report, options.quick ? 300 : 1000, rounds);
  await slices(report, 'DICOM', 'pydicom', dicomSlices(options.quick ? 100 : 300), rounds);
  await slices(report, 'NIfTI', 'nibabel', niftiVolumes(options.quick ? 2 : 6), rounds);
}

async function zips(report, limit, rounds) {
  const { folder, what } = await scansToImport(limit);
  const zipped = zipOf(folder);
  await withBenchPage(async (bench) => {
    let files = 0;
    const turn = (chosen) => async () => {
      await bench.ask('deleteDataSet');
      await bench.page.locator('input').setInputFiles(chosen);
      const imported = await bench.ask('importFolder');
      files = imported.files;
      return [imported.ms];
    };
    const contestants = [
      { name: 'zip', turn: turn(zipped) },
      { name: 'folder', turn: turn(folder) },
    ];
    const results = await compete(contestants, { rounds });
    const [zip, whole] = [results.get('zip'), results.get('folder')];
    const row = [`${files} ${what}`, rate(files, zip), rate(files, whole), whole.median / zip.median];
    report.table('sources', 'Import from a zip', ['files', 'zip, scans/s', 'folder, scans/s', 'zip / folder'], [row], {
      notes: ['The zip is deflated; the time to read its list is counted. Medians (and the best).'],
      data: Object.fromEntries(results),
    });
  });
}

async function slices(report, format, library, folder, rounds) {
  if (!folder) return report.skipped('sources', `${format} left out: there are no such files in ../shared/data.`);
  await withBenchPage(async (bench) => {
    await bench.page.locator('input').setInputFiles(folder);
    const { files, kept } = await bench.ask('importFolder');
    const axial = async () => {
      await bench.ask('deleteDataSet');
      return [(await bench.ask('importFolder')).ms];
    };
    const python = async () => [1000 * (await runScript(YARDSTICK, folder)).seconds];
    const contestants = [{ name: 'Axial', turn: axial }];
    if (await runScript(YARDSTICK, folder)) contestants.push({ name: library, turn: python });
    const results = await compete(contestants, { rounds });
    const [own, other] = [results.get('Axial'), results.get(library) ?? nobody];
    const row = [`${files} files, ${kept} slices`, rate(kept, own), rate(kept, other), other.median / own.median];
    const columns = [format, 'Axial, slices/s', `${library}, slices/s`, `Axial / ${library}`];
    report.table('sources', `Import of ${format} files`, columns, [row], {
      notes: [
        `Axial: read, decode, window, hash, fingerprint, thumbnail, resize to 64, store. ${library} and Pillow in 2 processes: read, hash,`,
        'decode, window, resize to 64. Medians (and the best) after a first round that is not counted.',
      ],
      data: Object.fromEntries(results),
    });
  });
}

const rate = (count, { median, min }) => `${figure((1000 * count) / median)} (${figure((1000 * count) / min)})`;
