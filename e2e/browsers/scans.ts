import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { DICOM_SAMPLES } from '../../src/decoding/formats/dicom/dicomSamples.fixture.ts';
import { niftiVolume, shapePng } from '../pictures.ts';

// Zips with a folder for each of two classes: not every driver can choose a folder.

const REAL = resolve(import.meta.dirname, '../../../shared/data/scans');
const isReal = existsSync(REAL);
export const SOURCE = isReal ? 'real scans' : 'drawn scans';
const CLASSES = isReal ? (['Brain Tumor', 'Healthy'] as const) : (['disc', 'square'] as const);

/** Paths in the zip and their bytes. */
type Files = Record<string, Uint8Array>;

/** So many scans of each class, real ones where they are here, after `from` others. */
export function zipOfScans(perClass: number, from = 0): string {
  const files: Files = {};
  for (const name of CLASSES) {
    const scans = isReal ? readdirSync(join(REAL, name)).sort() : [];
    for (let i = from; i < from + perClass; i++) {
      const scan = scans[i];
      if (scan) files[`${name}/${scan}`] = readFileSync(join(REAL, name, scan));
      else if (name === 'disc' || name === 'square') files[`${name}/${name} ${i}.png`] = shapePng(name, i);
    }
  }
  return zipOf(files);
}

/** One scan of the first class, as a file of its own. */
export function scanFile(number: number): string {
  const [name] = CLASSES;
  const scan = isReal ? readdirSync(join(REAL, name)).sort()[number] : undefined;
  if (scan) return join(REAL, name, scan);
  const path = join(mkdtempSync(join(tmpdir(), 'axial-scan-')), `disc ${number}.png`);
  writeFileSync(path, shapePng('disc', number));
  return path;
}

/** Of each kind of packing; three hold the same picture. */
export function zipOfDicom(): string {
  const kinds = ['deflated', 'RLE, RGB', 'JPEG baseline', 'JPEG lossless, RGB', 'JPEG-LS, signed', 'JPEG 2000, lossy'];
  const samples = DICOM_SAMPLES.filter(({ name }) => kinds.includes(name));
  return zipOf(Object.fromEntries(samples.map(({ name, bytes }, i) => [`${CLASSES[i % 2]}/${name}.dcm`, bytes])));
}

export function zipOfNifti(): string {
  return zipOf({ [`${CLASSES[0]}/a.nii`]: niftiVolume(40, 48, 12), [`${CLASSES[1]}/b.nii`]: niftiVolume(48, 40, 8) });
}

/** Every picture of `e2e/data`, damaged ones too. WebP is left to the browser, and differs by a level where it is transparent. */
export function zipOfDrawnFiles(): string {
  const files: Files = {};
  for (const path of readdirSync(DRAWN, { recursive: true, encoding: 'utf8' })) {
    if (PICTURE.test(path)) files[path.replaceAll(/[\\,]/g, '/')] = readFileSync(join(DRAWN, path));
  }
  return zipOf(files);
}

const DRAWN = resolve(import.meta.dirname, '../data');
const PICTURE = /\.(png|gif|bmp|jpe?g|tiff?)$/;

function zipOf(files: Files): string {
  const path = join(mkdtempSync(join(tmpdir(), 'axial-zip-')), 'archive.zip');
  writeFileSync(path, zipSync(files, { level: 0 }));
  return path;
}
