// How right the networks are on scans that they have not seen: grouped cross-validation on the real scans, by the page's own
// decoding, preprocessing, training and prediction on WASM.
//   npm run bench -- truth                                        the recommended preset on 3 folds, the Course CNN on one
//   npm run bench -- truth --folds 5 --seeds 1,2,3 --presets recommended,course
//   npm run bench -- truth --ablation                             each change of the recommended preset alone, too
//   npm run bench -- truth --heads folder,folder                  healthy heads from elsewhere: how many are called tumour
//   npm run bench -- truth --aside 24 --epochs 8                  whether what is shown holds what comes: 24 draws of a fifth of the groups
//                                                                 kept aside (--presets small: seconds each; --folds 5: cross-validated)
//   npm run bench -- truth --quick                                one fold, few epochs (or --epochs 8): whether it works, no figures
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { figure } from '../report.mjs';
import { SHARED, withBenchPage } from '../site.mjs';
import { truthAside } from './truthAside.mjs';

const QUICK = { folds: 3, epochs: 2 };

export async function truth(report, options) {
  const [folder, list] = [join(SHARED, 'data/scans'), join(SHARED, 'data/scan-groups.csv')];
  if (!existsSync(list)) return report.skipped('truth', `${list} is not there`);
  await withBenchPage(async (bench) => {
    await bench.page.locator('input').setInputFiles(folder);
    const worker = await bench.worker('truth');
    const device = await worker.ask('start');
    const { scans, groups } = await bench.ask('callWithFiles', worker.id, 'take', listed(list));
    if (options.values.aside) return await truthAside(report, options, worker);
    await bench.page.locator('input').setInputFiles(join(SHARED, 'data/odd'));
    const unlike = await bench.ask('callWithFiles', worker.id, 'takeUnlike');
    for (const head of options.values.heads?.split(',') ?? [join(SHARED, 'data/dicom/t1-series')]) {
      await bench.page.locator('input').setInputFiles(head);
      await bench.ask('callWithFiles', worker.id, 'takeHeads');
    }
    console.log(`  ${scans} scans in ${groups} groups; WASM (${device})`);
    const folds = Number(options.values.folds ?? 3);
    const plan = await planOf(options, folds, worker);
    const runs = [];
    for (const each of plan) runs.push(await run(worker, each));
    const shortcut = await worker.ask('shortcut');
    const notes = [
      `${scans} scans of ${groups} groups (\`scan-groups.csv\`); groups stay whole. AUC of a fold with its 95 % interval by groups.`,
      'Accuracy at the threshold that validation chose. Seconds: the median epoch, validation included.',
      `Familiarity check: share of the fold's scans that it questions, and of ${unlike} other pictures (PngSuite, EXIF portraits, drawn pages).`,
      'Header alone: width, height, format, colours and bytes, a random forest cross-validated by groups.',
    ];
    if (options.quick) notes.push('--quick: one fold and few epochs. No figures to quote.');
    report.table('truth', 'Cross-validation', COLUMNS, [...rowsOf(runs), shortcutRow(shortcut)], {
      notes,
      data: { runs, shortcut },
    });
  });
}

const COLUMNS = [
  ...['network', 'runs', 'accuracy, mean (least to most)', 'AUC, mean (least to most)'],
  ...['AUC of each run (95 % interval)', 's an epoch', 'epochs'],
  ...['known scans questioned', 'others questioned', 'AUC of the check', 'healthy heads from elsewhere'],
];

/** Every run that was asked for: variant, fold, seed. */
async function planOf({ quick, values }, folds, worker) {
  const seeds = String(values.seeds ?? '1')
    .split(',')
    .map(Number);
  const named = values.presets ? values.presets.split(',') : ['recommended', 'course'];
  const changed = values.ablation ? await worker.ask('ablations') : [];
  const epochs = values.epochs ? Number(values.epochs) : quick ? QUICK.epochs : null;
  const cells = [...named, ...changed].flatMap((variant) => {
    // Unless more is asked for, the Course CNN is there for comparison: one fold says enough.
    const some = quick || (!values.presets && variant === 'course') ? 1 : folds;
    return seeds.flatMap((seed) => Array.from({ length: some }, (_, fold) => ({ variant, folds, fold, seed, epochs })));
  });
  // All variants on one fold before the next fold: who stops it early can still compare.
  return cells.toSorted((a, b) => a.fold - b.fold);
}

async function run(worker, cell) {
  const startedAt = performance.now();
  const result = await worker.ask('trainFold', cell);
  const seconds = (performance.now() - startedAt) / 1000;
  const { accuracy, auc, secondsPerEpoch, epochs } = result;
  console.log(
    `  ${cell.variant}, fold ${cell.fold + 1} of ${cell.folds}, seed ${cell.seed}: accuracy ${share(accuracy)}, AUC ${share(auc)}; ` +
      `${epochs} epochs of ${figure(secondsPerEpoch)} s, ${Math.round(seconds)} s in all; ${headsOf([result])}`,
  );
  return { ...cell, ...result, seconds };
}

function rowsOf(runs) {
  const variants = [...new Set(runs.map(({ variant }) => variant))];
  return variants.map((variant) => {
    const some = runs.filter((each) => each.variant === variant);
    return [
      variant,
      some.length,
      meanAndRange(some.map(({ accuracy }) => accuracy?.value ?? Number.NaN)),
      meanAndRange(some.map(({ auc }) => auc?.value ?? Number.NaN)),
      some.map(({ auc }) => share(auc)).join('; '),
      meanOf(some.map(({ secondsPerEpoch }) => secondsPerEpoch)),
      meanOf(some.map(({ epochs }) => epochs)),
      meanAndRange(some.map(({ familiarity }) => familiarity?.known ?? Number.NaN)),
      meanAndRange(some.map(({ familiarity }) => familiarity?.unlike ?? Number.NaN)),
      meanAndRange(some.map(({ familiarity }) => familiarity?.auc?.value ?? Number.NaN)),
      headsOf(some),
    ];
  });
}

function shortcutRow({ accuracy, auc }) {
  return ['header alone', 1, share(accuracy), share(auc), ...Array(7).fill('-')];
}

/** Over all runs: 't1-series: 60 of 108 called tumour, 12 of them not questioned'. */
function headsOf(runs) {
  const all = runs.flatMap(({ familiarity }) => familiarity?.heads ?? []);
  return [...new Set(all.map(({ name }) => name))]
    .map((name) => {
      const sum = (key) => all.reduce((total, each) => total + (each.name === name ? each[key] : 0), 0);
      return `${name}: ${sum('called')} of ${sum('slices')} called tumour, ${sum('calledUnquestioned')} of them not questioned`;
    })
    .join('; ');
}

/** '0.989 (0.971 to 0.996)' */
function share(estimate) {
  return estimate ? `${digits(estimate.value)} (${digits(estimate.low)} to ${digits(estimate.high)})` : '-';
}

function meanAndRange(values) {
  return `${digits(meanOf(values))} (${digits(Math.min(...values))} to ${digits(Math.max(...values))})`;
}

function digits(value) {
  return Number.isFinite(value) ? value.toFixed(4) : '-';
}

function meanOf(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The lines 'file,class,sha1,group' behind the head; a file's name may hold commas. */
function listed(path) {
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [, file = '', className = '', group = ''] = /^(.*),([^,]*),[0-9a-f]*,(\d+)\s*$/.exec(line) ?? [];
    return { path: `scans/${file.replace(/^"|"$/g, '')}`, className, group: Number(group) };
  });
}
