// `npm run export-check [-- --models 50]`: opens what Axial exports in the programs it is for, and prints the largest difference of
// each. Needs AXIAL_PYTHON, a Python with keras, tensorflow, jax, torch, onnx, onnxruntime, safetensors, flask, gunicorn and pillow;
// what is missing is skipped, and named.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createServer } from 'vite';

const python = process.env.AXIAL_PYTHON;
if (!python) throw new Error('Set AXIAL_PYTHON to a Python that has Keras.');
const at = process.argv.indexOf('--models');
const count = at < 0 ? 50 : Number(process.argv[at + 1]);
const folder = mkdtempSync(`${tmpdir()}/axial-export-`);
const server = await createServer({
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
  logLevel: 'warn',
});
try {
  const { writeModels } = await server.ssrLoadModule('/e2e/export-check/writeModels.ts');
  await writeModels(folder, count);
} finally {
  await server.close();
}
const { status } = spawnSync(python, [`${import.meta.dirname}/check.py`, folder], { stdio: 'inherit' });
if (process.argv.includes('--keep')) console.log(folder);
else rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
