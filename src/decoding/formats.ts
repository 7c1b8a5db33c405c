import { analyze } from './formats/analyze/format.ts';
import { bmp } from './formats/bmp/format.ts';
import { dicom } from './formats/dicom/format.ts';
import { gif } from './formats/gif/format.ts';
import { jpeg } from './formats/jpeg/format.ts';
import { metaimage } from './formats/metaimage/format.ts';
import { mgh } from './formats/mgh/format.ts';
import { nifti } from './formats/nifti/format.ts';
import { npy } from './formats/npy/format.ts';
import { npyVolume } from './formats/npyVolume/format.ts';
import { nrrd } from './formats/nrrd/format.ts';
import { png } from './formats/png/format.ts';
import { tiff } from './formats/tiff/format.ts';
import { tiffStack } from './formats/tiffStack/format.ts';
import { webp } from './formats/webp/format.ts';

/** All file formats that can be read. The first that knows a file's first bytes reads it: a DICOM preamble may hold those of any other. */
export const FORMATS = [
  dicom,
  jpeg,
  png,
  tiffStack,
  tiff,
  webp,
  gif,
  nifti,
  analyze,
  mgh,
  nrrd,
  metaimage,
  npyVolume,
  npy,
  bmp,
] as const;

export type Format = (typeof FORMATS)[number];
export type FormatName = Format['name'];
export type FormatOfSlices = Extract<Format, { holds: 'slices' }>;
