// Folders of pictures to import: the real scans where they are, else and for growth drawn ones.
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { SHARED, withBenchPage } from './site.mjs';

/** Kept from run to run, because drawing takes a while: the same numbers give the same pictures. */
const DRAWN = join(tmpdir(), 'axial-bench-drawn-2');
const SCANS_PER_CALL = 100;
const CLASSES = ['even', 'odd'];

/** The real scans, or as many drawn ones; `limit` of each class where it is given. */
export async function scansToImport(limit = Number.POSITIVE_INFINITY) {
  const real = join(SHARED, 'data/scans');
  if (!existsSync(real)) return { folder: await drawnScans(Math.min(3700, 2 * limit)), what: 'drawn pictures' };
  if (!Number.isFinite(limit)) return { folder: real, what: 'real scans' };
  return { folder: someOf(real, limit), what: 'real scans' };
}

/** A folder of `count` scans in all: the real ones where they are, and drawn ones. */
export async function scansInAll(count) {
  const real = join(SHARED, 'data/scans');
  if (!existsSync(real)) return { folder: await drawnScans(count), what: `${count} drawn pictures` };
  const folder = someOf(real, Math.floor(count / 2));
  const there = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;
  await placeDrawn(count - there, folder);
  return { folder, what: `${there} real scans and ${count - there} drawn pictures` };
}

/** A folder with two classes of `count` drawn pictures in all, all different. */
export async function drawnScans(count) {
  const folder = emptyFolder(`axial-bench-${count}`);
  await placeDrawn(count, folder);
  return folder;
}

async function placeDrawn(count, folder) {
  await drawUpTo(count);
  for (const name of CLASSES) mkdirSync(join(folder, name));
  for (const file of drawnFiles(count)) place(join(DRAWN, file), join(folder, file));
}

function drawnFiles(count) {
  const files = CLASSES.flatMap((name) => readdirSync(join(DRAWN, name)).map((file) => join(name, file)));
  return files.filter((file) => numberOf(file) < count);
}

function numberOf(file) {
  return Number(/scan (\d+)\./.exec(file)?.[1] ?? Number.NaN);
}

async function drawUpTo(count) {
  for (const name of CLASSES) mkdirSync(join(DRAWN, name), { recursive: true });
  const present = new Set(drawnFiles(count).map(numberOf));
  const missing = Array.from({ length: Math.ceil(count / SCANS_PER_CALL) }, (_, i) => i * SCANS_PER_CALL).filter(
    (first) =>
      Array.from({ length: SCANS_PER_CALL }, (_, i) => first + i).some(
        (number) => number < count && !present.has(number),
      ),
  );
  if (missing.length === 0) return;
  console.log(`  drawing ${missing.length * SCANS_PER_CALL} pictures into ${DRAWN}, kept for the next run`);
  await withBenchPage(async (bench) => {
    await Promise.all(
      cpus().map(async () => {
        const worker = await bench.worker('draw');
        for (let first = missing.pop(); first !== undefined; first = missing.pop())
          for (const { name, base64 } of await worker.ask('draw', first, SCANS_PER_CALL))
            writeFileSync(join(DRAWN, name), Buffer.from(base64, 'base64'));
      }),
    );
  });
}

/** The first `limit` files of each class, by name. */
function someOf(real, limit) {
  const folder = emptyFolder(`axial-bench-real-${limit}`);
  const classes = readdirSync(real, { withFileTypes: true }).filter((each) => each.isDirectory());
  for (const { name } of classes) {
    mkdirSync(join(folder, name));
    const files = readdirSync(join(real, name)).sort().slice(0, limit);
    for (const file of files) place(join(real, name, file), join(folder, name, file));
  }
  return folder;
}

const made = [];

function emptyFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  made.push(folder);
  return folder;
}

/** A folder that holds nothing but a zip of another one, as Kaggle packs them. */
export function zipOf(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const files = paths.map(({ parentPath, name }) => join(parentPath, name));
  const contents = Object.fromEntries(files.map((file) => [relative(folder, file), readFileSync(file)]));
  const zipped = emptyFolder('axial-bench-zip');
  writeFileSync(join(zipped, 'archive.zip'), zipSync(contents));
  return zipped;
}

/** `count` slices of a real series in a class, each with some pixels of its own; null where there is no series. */
export function dicomSlices(count) {
  const series = join(SHARED, 'data/dicom/t1-series');
  if (!existsSync(series)) return null;
  const slices = readdirSync(series).map((file) => readFileSync(join(series, file)));
  const folder = emptyFolder('axial-bench-dicom');
  mkdirSync(join(folder, 'heads'));
  for (let i = 0; i < count; i++) {
    const bytes = Buffer.from(/** @type {Buffer} */ (slices[i % slices.length]));
    bytes.writeUInt16LE(i, bytes.length - 2); // of the last pixel
    writeFileSync(join(folder, 'heads', `${i}.dcm`), bytes);
  }
  return folder;
}

/** `count` volumes of 91 slices in a class, each with grey levels of its own; null where there is none. */
export function niftiVolumes(count) {
  const head = join(SHARED, 'data/nifti/avg152T1_LR_nifti.nii.gz');
  if (!existsSync(head)) return null;
  const bytes = gunzipSync(readFileSync(head));
  const folder = emptyFolder('axial-bench-nifti');
  mkdirSync(join(folder, 'heads'));
  for (let i = 0; i < count; i++) {
    bytes.writeFloatLE(1, 112); // slope
    bytes.writeFloatLE(i + 1, 116); // intercept
    writeFileSync(join(folder, 'heads', `${i}.nii.gz`), gzipSync(bytes));
  }
  return folder;
}

/** All but the drawn pictures, which the next run needs again. */
export function removeFolders() {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
}

/** A second name, or a copy where there can be none. Chromium hands out no symbolic links. */
function place(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
