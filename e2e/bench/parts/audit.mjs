// What the audit takes: of the real scans, first and from what was kept, and the search for copies alone as it grows.
import { scansToImport } from '../folders.mjs';
import { whileWatchingMemory } from '../machine/memory.mjs';
import { median } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';

export async function audit(report, options) {
  await wholeAudit(report, options);
  await copies(report, options);
}

async function wholeAudit(report, { quick }) {
  const { folder, what } = await scansToImport(quick ? 500 : undefined);
  await withBenchPage(async (bench) => {
    await bench.page.locator('input').setInputFiles(folder);
    const { files, kept } = await bench.ask('importFolder');
    const first = await bench.ask('audit');
    const again = [];
    for (let i = 0; i < 3; i++) again.push((await bench.ask('audit')).ms);
    const { stages, groups } = first;
    const row = [`${files} ${what}`, kept, groups, stages.shortcuts ?? Number.NaN, first.ms, median(again)];
    const columns = ['files', 'scans', 'distinct', 'copies and facts, ms', 'whole audit, ms', 'from what was kept, ms'];
    report.table('audit', 'The audit of a data set', columns, [row], { data: { first, again } });
  });
}

async function copies(report, { quick }) {
  const rows = [];
  for (const kind of ['blobs', 'noise']) {
    for (const count of quick ? [4000] : [4000, 16_000, 50_000]) {
      await withBenchPage(async (bench) => {
        const worker = await bench.worker('copies');
        const [{ ms, groups }, memory] = await whileWatchingMemory(() => worker.ask('group', kind, count));
        const peak = memory.peak ? memory.peak.total - memory.before.total : Number.NaN;
        rows.push([kind, count, groups, ms, peak]);
      });
    }
  }
  report.table('audit', 'Copies among synthetic fingerprints', ['kind', 'pictures', 'groups', 'ms', 'peak, MB'], rows, {
    notes: [
      'One thread. Blobs: soft pictures, each there twice with other noise. Noise: every level and bit drawn alone.',
    ],
    data: rows,
  });
}
