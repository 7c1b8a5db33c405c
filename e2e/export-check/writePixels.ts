import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { decodeImage } from '../../src/decoding/decode.ts';
import { decodePng } from '../../src/decoding/formats/png/png.ts';
import { decodeTiff } from '../../src/decoding/formats/tiff/tiff.ts';
import type { DecodedImage } from '../../src/decoding/image/decodedImage.ts';
import { PREPROCESSING_VERSIONS } from '../../src/decoding/preprocessingVersion.ts';
import { slicesOf } from '../../src/decoding/slices/storedSlice.ts';
import { formatOf } from '../../src/decoding/sniff.ts';
import { windowed } from '../../src/decoding/windowing/windowing.ts';
import { encodePng } from '../../src/export/encodePng.ts';
import { goldenImages } from '../../src/export/packages/goldenScans.ts';
import { valuesHash } from '../../src/export/packages/splitCsv.ts';
import { preprocess } from '../../src/preprocessing/preprocess.ts';
import { DEFAULT_INPUT } from '../../src/preprocessing/preprocessingSpec.ts';

export const FITS = ['stretch', 'pad', 'harmonise'] as const;
const DRAWN = `${import.meta.dirname}/../data`;
/** Drawn files of every format that Pillow reads, too. */
const IMAGE_FOLDERS = ['bmp', 'gif', 'jpeg', 'png', 'scans', 'samples', 'containers'];
const SLICE_FOLDERS = ['dicom', 'nifti', 'containers'];

/** Images of many sizes and formats, and the network's input that Axial makes of them in every mode. */
export async function writePixels(into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const drawn = [...goldenImages(), strip(300, 7), strip(5, 90), strip(1, 1)].map((image, index) => {
    const file = `${into}/image-${index}.png`;
    writeFileSync(file, encodePng(image));
    return { file, image, sizes: [32, 64, 101], fits: FITS };
  });
  const cases = [...drawn, ...(await decodedFiles())].flatMap(({ file, image, sizes, fits }) =>
    fits.flatMap((fit) =>
      ([1, 3] as const).flatMap((depth) =>
        sizes.map((size) => ({ image, file, spec: { ...DEFAULT_INPUT, size, depth, fit } })),
      ),
    ),
  );
  const deep = await Promise.all(DEEP.map(deepCases));
  const named = [...cases, ...deep.flat()].map(({ image, file, spec }, index) => {
    writeFileSync(`${into}/case-${index}.bin`, preprocess(image, spec));
    return { file, spec, pixels: `case-${index}.bin` };
  });
  writeFileSync(`${into}/cases.json`, JSON.stringify(named));
}

/** Of 16 bits: in which versions differ. */
const DEEP = ['full', 'dark', 'narrow'].flatMap((name) => [`${name}16.png`, `${name}16-white-is-zero.tif`]);

async function deepCases(name: string) {
  const file = `${DRAWN}/same/${name}`;
  const raw = await (name.endsWith('.png') ? decodePng : decodeTiff)(new Uint8Array(readFileSync(file)));
  return PREPROCESSING_VERSIONS.map((version) => ({
    image: windowed(raw, version),
    file,
    spec: { ...DEFAULT_INPUT, version },
  }));
}

function strip(width: number, height: number): DecodedImage {
  const pixels = Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * 89) % 251);
  return { width, height, channels: 3, pixels };
}

/** What Axial decodes by itself; WebP and unusual JPEGs are the browser's, and hostile files nobody's. */
async function decodedFiles() {
  const found = [];
  for (const file of filesIn(IMAGE_FOLDERS)) {
    const bytes = new Uint8Array(readFileSync(file));
    const format = await formatOf(bytes).catch(() => null);
    if (format?.holds !== 'image') continue;
    const decoded = await decodeImage(bytes).catch(() => null);
    if (decoded) found.push({ file, image: decoded.image, sizes: [64], fits: ['stretch'] as const });
  }
  return found;
}

function filesIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(`${DRAWN}/${folder}`, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [`${entry.parentPath}/${entry.name}`] : [],
    ),
  );
}

/** Every slice of the drawn DICOM files and volumes: by what `slices.py` is to find it, and the bytes that Axial makes of it. */
export async function writeSlices(into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const cases: object[] = [];
  for (const file of filesIn(SLICE_FOLDERS)) {
    const bytes = new Uint8Array(readFileSync(file));
    const format = await formatOf(bytes).catch(() => null);
    if (format?.holds !== 'slices' || !['dicom', 'nifti', 'mgh'].includes(format.name)) continue;
    try {
      for await (const slice of slicesOf(bytes, format, 'all')) {
        const { window, inverted, padding, width, height, channels } = slice;
        const pixels: string = `slice-${cases.length}.bin`;
        writeFileSync(`${into}/${pixels}`, windowed(slice).pixels);
        const shape = [height, width, channels];
        cases.push({ file, values: await valuesHash(slice), window, inverted, padding, shape, pixels });
      }
    } catch {
      // Hostile ones: their refusals have tests of their own.
    }
  }
  writeFileSync(`${into}/cases.json`, JSON.stringify(cases));
}
