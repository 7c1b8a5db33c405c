// Where a step goes: kernel by kernel, and function by function in the backend's worker.
import { mkdirSync, writeFileSync } from 'node:fs';
import { svgFlame, textFlame, treeOf } from '../machine/flame.mjs';
import { profileWorker, selfTimes } from '../machine/workerProfile.mjs';
import { RESULTS, withBenchPage } from '../site.mjs';
import { kernelTimes } from './roofline.mjs';

const PROFILED_MS = 3000;
const REST = 'JavaScript: batches, augmentation, gradient tape, scores';

export async function flame(report, options) {
  mkdirSync(RESULTS, { recursive: true });
  const files = [];
  const keep = (name, content) => {
    const file = `${report.about.date.slice(0, 19).replaceAll(':', '-')}-${name}`;
    writeFileSync(`${RESULTS}/${file}`, content);
    files.push(file);
  };
  await withBenchPage(async (bench) => {
    for (const preset of ['course', 'compact']) {
      const augmented = preset === 'compact'; // as its preset has it
      const cell = { preset, size: 64, batch: 32 };
      const { stepMs, watchedMs, frames } = await kernelTimes(bench, cell, options, augmented);
      const title = `${preset}, 64 px, batch 32${augmented ? ', augmented' : ''}`;
      const tree = treeOf(frames, watchedMs, REST);
      report.block('flame', `Where a step goes: ${title} (${stepMs.toFixed(1)} ms unwatched)`, textFlame(tree));
      keep(`${preset}.svg`, svgFlame(tree, `${title}, WASM, milliseconds`));
    }
  });
  for (const preset of ['course', 'compact']) {
    // A page for each: a worker that has just ended would still be found, and never answer.
    const profile = await withBenchPage((bench) => profileOf(bench, preset), 'named');
    keep(`${preset}.cpuprofile`, JSON.stringify(profile));
    const lines = selfTimes(profile).slice(0, options.quick ? 12 : 20);
    const text = lines.map(([name, share]) => `${(100 * share).toFixed(1).padStart(5)} %  ${name}`).join('\n');
    report.block('flame', `Functions of the backend's worker by their own time: ${preset}`, text);
  }
  report.say(`\nPictures and profiles (for a browser's developer tools) in bench-results: ${files.join(', ')}.`);
}

async function profileOf(bench, preset) {
  const worker = await bench.worker('axial');
  await worker.ask('start', 'wasm');
  await worker.ask('openTraining', 'plain', { preset, size: 64, batch: 32 }, preset === 'compact');
  await worker.ask('turn', 'plain', PROFILED_MS / 4);
  const profile = await profileWorker(bench.page, 'axial.worker', () => worker.ask('turn', 'plain', PROFILED_MS));
  await worker.end();
  return profile;
}
