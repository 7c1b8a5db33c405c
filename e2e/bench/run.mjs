// `npm run bench`: the figures of the README, beside their yardsticks in the same run. Prints tables in Markdown and
// writes them, and all that they were made of as JSON, to bench-results.
//   npm run bench                       everything
//   npm run bench -- step import        only these parts
//   npm run bench -- --quick            fewer rounds, sizes and scans
//   npm run bench -- step --all         every backend in every size, whatever it takes
//   npm run bench -- gpu                backends of a real GPU, in five minutes at most (--software: try it without one)
//   npm run bench -- truth --folds 3 --seeds 1,2 --presets recommended,course --ablation   (only if asked for)
//   npm run bench -- coverage           how often intervals hold the truth (only if asked for)
// AXIAL_PYTHON names a Python with Keras and Pillow for the yardsticks.
import { parseArgs } from 'node:util';
import { removeFolders } from './folders.mjs';
import { aboutThisRun, inWords } from './machine/machine.mjs';
import { audit } from './parts/audit.mjs';
import { classify } from './parts/classify.mjs';
import { coverage } from './parts/coverage.mjs';
import { epoch } from './parts/epoch.mjs';
import { flame } from './parts/flame.mjs';
import { gpu } from './parts/gpu.mjs';
import { growth } from './parts/growth.mjs';
import { importing } from './parts/import.mjs';
import { learn } from './parts/learn.mjs';
import { load } from './parts/load.mjs';
import { page } from './parts/page.mjs';
import { predict } from './parts/predict.mjs';
import { products } from './parts/products.mjs';
import { roofline } from './parts/roofline.mjs';
import { scaling } from './parts/scaling.mjs';
import { sources } from './parts/sources.mjs';
import { step } from './parts/step.mjs';
import { truth } from './parts/truth.mjs';
import { verdict } from './parts/verdict.mjs';
import { workspace } from './parts/workspace.mjs';
import { Report } from './report.mjs';
import { firstLineOf } from './rounds.mjs';
import { chromiumVersion, closeSites, RESULTS, ROOT } from './site.mjs';

const parts = {
  step,
  predict,
  epoch,
  import: importing,
  sources,
  workspace,
  audit,
  classify,
  verdict,
  learn,
  growth,
  scaling,
  gpu,
  roofline,
  products,
  load,
  flame,
  page,
  truth,
  coverage,
};
/** Of one part alone, and too long for a run of all. */
const ONLY_IF_ASKED = ['truth', 'coverage'];
const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ quick: { type: 'boolean' }, all: { type: 'boolean' }, ablation: { type: 'boolean' } },
    software: { type: 'boolean' },
    ...{
      folds: { type: 'string' },
      seeds: { type: 'string' },
      presets: { type: 'string' },
      epochs: { type: 'string' },
      heads: { type: 'string' },
      aside: { type: 'string' },
    },
  },
});
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}

const quick = values.quick === true;
const options = { quick, all: values.all === true, software: values.software === true, rounds: quick ? 2 : 5, values };
const report = new Report(aboutThisRun(await chromiumVersion(), ROOT));
report.say(`## Benchmarks\n\n${inWords(report.about)}`);

let failures = 0;
for (const [name, run] of Object.entries(parts)) {
  if (asked.length > 0 ? !asked.includes(name) : ONLY_IF_ASKED.includes(name)) continue;
  const startedAt = performance.now();
  console.log(`\n${name} ...`);
  try {
    await run(report, options);
  } catch (error) {
    failures += 1;
    report.skipped(name, `failed: ${firstLineOf(error)}`);
  }
  console.log(`\n(${name}: ${Math.round((performance.now() - startedAt) / 1000)} s)`);
}
await closeSites();
removeFolders();
console.log(`\nWritten: ${report.write(RESULTS).paths.join(', ')}`);
process.exit(failures > 0 ? 1 : 0);
