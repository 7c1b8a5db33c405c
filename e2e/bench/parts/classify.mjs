// A folder from files to rows of probabilities.
import { scansToImport } from '../folders.mjs';
import { medianAndMin } from '../report.mjs';
import { compete } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';

export async function classify(report, options) {
  const { folder, what } = await scansToImport(options.quick ? 400 : undefined);
  const few = await scansToImport(100);
  await withBenchPage(async (bench) => {
    const input = bench.page.locator('input');
    await input.setInputFiles(few.folder); // a model to classify with
    await bench.ask('importFolder');
    await bench.ask('trainEpoch', 0.5, 0.2);
    await input.setInputFiles(folder);
    let rows = 0;
    const turn = async () => {
      const result = await bench.ask('classifyFolder');
      rows = result.rows;
      return [result.ms];
    };
    await turn();
    const results = await compete([{ name: 'Axial', turn }], { rounds: options.quick ? 2 : 3 });
    const axial = results.get('Axial');
    const seconds = medianAndMin({ ...axial, median: axial.median / 1000, min: axial.min / 1000 });
    const row = [`${rows} ${what}`, seconds, (1000 * rows) / axial.median, (1000 * rows) / axial.min];
    report.table('classify', 'Classifying a folder', ['files', 's', 'files/s', 'at best'], [row], {
      notes: [
        'Course CNN at 64 px: read, hash, decode, thumbnail, resize, predict. After a first round that is not counted.',
      ],
      data: Object.fromEntries(results),
    });
  });
}
