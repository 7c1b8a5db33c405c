// Model files with seeded changes, added in Models: each is the same model, or one sentence says what is wrong.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { mutant, packedMutant, SENTENCE } from '../mutants.mjs';
import {
  button,
  chooseFiles,
  deleteModels,
  imported,
  importFolder,
  LONGEST_MS,
  recordsIn,
  stage,
  startTraining,
  trained,
  withPage,
} from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';

const SCANS = 40;
let trainedOnce;

/** The files that the page saves of a small network in the kinds that it reads, by what their names end with; trained once. */
function modelFiles(url) {
  trainedOnce ??= withPage(url, async (page) => {
    await importFolder(page, await drawn(SCANS));
    await imported(page);
    await startTraining(page, { backend: 'WASM', epochs: 1 });
    await trained(page);
    await stage(page, 'Models');
    return [
      { ending: '.zip', bytes: await downloaded(page, () => button(page, 'Download model').first().click()) },
      { ending: '.keras', bytes: await downloadedFor(page, 'Keras') },
      { ending: '.onnx', bytes: await downloadedFor(page, 'ONNX') },
    ];
  });
  return trainedOnce;
}

async function downloadedFor(page, program) {
  await button(page, 'Use elsewhere…').first().click();
  const choice = page.getByRole('dialog').getByRole('button', { name: program }).first();
  return downloaded(page, () => choice.click());
}

async function downloaded(page, click) {
  const file = page.waitForEvent('download');
  await click();
  return readFileSync(await (await file).path());
}

/** Adds `count` changed files one after another, to a page without models. */
export async function addChangedModels(page, url, folder, count, next) {
  const files = await modelFiles(url);
  await stage(page, 'Models');
  const wholes = [];
  for (const { ending, bytes } of files) wholes.push((await added(page, join(folder, `whole${ending}`), bytes)).model);
  const wrong = wholes.some((model) => model === null) ? ['a whole model was refused'] : [];
  for (let i = 0; i < count; i++) {
    const place = i % files.length;
    const { ending, bytes } = files[place] ?? { ending: '', bytes: Buffer.of() };
    const changed = ending === '.onnx' ? mutant(bytes, next) : packedMutant(bytes, next);
    const { model, words } = await added(page, join(folder, `changed ${i}${ending}`), changed);
    // Without its card a file of Keras is Keras's, and the page says what was assumed of it.
    const isSame =
      model === null ? SENTENCE.test(words) : isModel(model, wholes[place], ending) || /does not say all/.test(words);
    if (!isSame) wrong.push(`a changed ${ending} file: ${model === null ? words : 'another model was accepted'}`);
  }
  return wrong;
}

/** A file of Keras that names another date was saved by Keras since, and its model says so: all else of it must be the same (DECISIONS, 101). */
function isModel(model, whole, ending) {
  if (model === whole || ending !== '.keras' || whole === null) return model === whole;
  const [now, before] = [model, whole].map((each) => JSON.parse(each));
  if (!now.card.origin) return false;
  const { createdAt, origin } = now.card;
  // Not as text: where the page puts `origin` among the others says nothing.
  return isDeepStrictEqual(now, { ...before, card: { ...before.card, createdAt, origin } });
}

/** What the page says of a file, and the model that it has made of it; which is deleted. */
async function added(page, path, bytes) {
  writeFileSync(path, bytes);
  await page.evaluate(markAnswers);
  await chooseFiles(page, 'Model file', path);
  const answer = page
    .locator(':is([role=alert], [role=status] p):not([data-seen])')
    .filter({ hasText: /./, hasNotText: /^Deleted / });
  const words = (await answer.first().textContent({ timeout: LONGEST_MS })) ?? '';
  const model = await storedModel(page);
  if (model !== null) await deleteModels(page);
  return { model, words: words.replace(/ \([a-z-]+\)$/, '') };
}

/** Runs in the page. */
function markAnswers() {
  for (const each of document.querySelectorAll('[role=alert], [role=status] p')) each.setAttribute('data-seen', '');
}

/** The model that is stored, its card with its network and weights, as text; null where there is none. */
async function storedModel(page) {
  const found = (await recordsIn(page, 'models')).find(({ deletedAt }) => deletedAt === null);
  if (!found) return null;
  const artifacts = await recordsIn(page, 'artifacts', found.id);
  return JSON.stringify({ card: found.card, fingerprint: found.fingerprint, artifacts });
}
