import type { ColourMode } from '../dataset/scan.ts';

const FOLDER = 'e2e/data';

/** The bytes of one of the test files that `e2e/data/make.py` draws, in Node and in a browser. */
export async function readTestFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof window === 'undefined') {
    const { readFile } = await import('node:fs/promises');
    return new Uint8Array(await readFile(`${FOLDER}/${path}`));
  }
  const response = await fetch(`/${FOLDER}/${path.split('/').map(encodeURIComponent).join('/')}`);
  if (!response.ok) throw new Error(`${path} is not in ${FOLDER}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** What is right of an image, as it was drawn or as Pillow reads it. */
export type ExpectedImage = {
  readonly colours: ColourMode;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Of each channel. */
  readonly means: readonly number[];
  /** How far a mean may be off: half a level without it. */
  readonly within?: number;
  /** SHA-1 of all pixels, where they are beyond doubt. */
  readonly sha1?: string;
  /** SHA-1 of the luma alone. */
  readonly luma?: string;
  /** Of a grey image of 16 bits, with its window. */
  readonly levels?: { readonly sum: number; readonly low: number; readonly high: number };
};

type ExpectedFiles = {
  readonly pictures: Readonly<Record<string, ExpectedImage>>;
  /** Of one picture in every format: its files, and the SHA-1 of its greys at 8 bits. */
  readonly same: Readonly<Record<string, { readonly files: readonly string[]; readonly sha1: string }>>;
  /** Files with words of their refusal, as a pattern. */
  readonly refused: Readonly<Record<string, string>>;
  /** The scans, each with the number of what it shows. */
  readonly groups: readonly (readonly [path: string, group: number])[];
  readonly dicom: Readonly<Record<string, DicomFigures>>;
  readonly nifti: Readonly<Record<string, NiftiFigures>>;
};

/** As pydicom reads the rescaled values. */
export type DicomFigures = {
  readonly rows: number;
  readonly cols: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly sum: number;
};

/** As nibabel reads the first volume, turned to right, front and up. */
type NiftiFigures = {
  readonly size: readonly [number, number, number];
  readonly sum: number;
  readonly percentiles: readonly [number, number];
  readonly voxels: readonly (readonly [number, number, number, number])[];
};

export const EXPECTED_FILES: ExpectedFiles = JSON.parse(new TextDecoder().decode(await readTestFile('EXPECT.json')));
