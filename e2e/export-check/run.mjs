// `npm run export-check [-- --models 50]`: opens what Axial exports in the programs it is for, and prints the largest difference of
// each. Needs AXIAL_PYTHON, a Python with keras, tensorflow, jax, torch, ray, onnx, onnxruntime, safetensors, flask, gunicorn, fastapi,
// uvicorn, pydicom, nibabel and pillow; what is missing is skipped, and named.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { openSources } from '../sources.mjs';
import { sayDifference } from './said.mjs';

const python = process.env.AXIAL_PYTHON;
if (!python) throw new Error('Set AXIAL_PYTHON to a Python that has Keras.');
const at = process.argv.indexOf('--models');
const count = at < 0 ? 50 : Number(process.argv[at + 1]);
const folder = mkdtempSync(`${tmpdir()}/axial-export-`);
const sources = await openSources();
const MOST = 1e-5;
let failed = true;
try {
  const { writeModels, readBack } = await sources.load('/e2e/export-check/writeModels.ts');
  const { checkHtml } = await sources.load('/e2e/export-check/checkHtml.ts');
  const { checkOnnxNode } = await sources.load('/e2e/export-check/checkOnnxNode.ts');
  await writeModels(folder, count);
  const { status } = spawnSync(python, [`${import.meta.dirname}/check.py`, folder], { stdio: 'inherit' });
  const difference = existsSync(`${folder}/training/one/trained.keras`) ? await readBack(folder) : Number.NaN;
  const back = sayDifference('trained in Python, opened in Axial', [difference], MOST);
  const [inNode, inBrowsers] = [await checkOnnxNode(folder), await checkHtml(folder)];
  failed = status !== 0 || !back || !inNode || !inBrowsers;
} finally {
  await sources.close();
}
if (process.argv.includes('--keep')) console.log(folder);
else rmSync(folder, { recursive: true });
process.exitCode = failed ? 1 : 0;
