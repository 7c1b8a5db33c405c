import type { PictureFormat } from '../dataset/scan.ts';
import { STORED_SLICE_MAGIC } from './slices/storedSlice.ts';

/** A picture, a file of slices, or a slice that is kept of one. Gzip is read as NIfTI, which is mostly packed so. */
export type SniffedFormat = PictureFormat | 'dicom' | 'nifti' | 'slice';

/** Bytes at a place in the file. Text stands for its Latin-1 codes. */
type Signature = readonly [start: number, text: string];

const READABLE: readonly (readonly [SniffedFormat, readonly Signature[]])[] = [
  ['slice', [[0, STORED_SLICE_MAGIC]]],
  // A preamble may hold anything, another file's first bytes even.
  ['dicom', [[128, 'DICM']]],
  ['jpeg', [[0, '\xff\xd8\xff']]],
  ['png', [[0, '\x89PNG\r\n\x1a\n']]],
  ['tiff', [[0, 'II*\0']]],
  ['tiff', [[0, 'MM\0*']]],
  [
    'webp',
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
  ['gif', [[0, 'GIF87a']]],
  ['gif', [[0, 'GIF89a']]],
  ['nifti', [[344, 'n+1\0']]],
  ['nifti', [[344, 'ni1\0']]],
  ['nifti', [[4, 'n+2\0']]],
  ['nifti', [[4, 'ni2\0']]],
  ['nifti', [[0, '\x1f\x8b']]],
];

/** What people drop by mistake, first match wins. */
const OTHERS: readonly (readonly [Signature, string])[] = [
  [[0, '%PDF'], 'This is a PDF document, not a picture. Export its pages as PNG or JPEG.'],
  [[0, 'PK\x03\x04'], 'This is a zip archive (or an Office document), not a picture. Unpack it and drop the folder.'],
  [[0, 'PK\x05\x06'], 'This is an empty zip archive, not a picture.'],
  [[0, 'Rar!'], 'This is a RAR archive, not a picture. Unpack it and drop the folder.'],
  [[0, "7z\xbc\xaf'\x1c"], 'This is a 7z archive, not a picture. Unpack it and drop the folder.'],
  [[257, 'ustar'], 'This is a tar archive, not a picture. Unpack it and drop the folder.'],
  [[0, 'II+\0'], 'This is a BigTIFF picture, which cannot be read. Save it as an ordinary TIFF or as PNG.'],
  [[0, 'MM\0+'], 'This is a BigTIFF picture, which cannot be read. Save it as an ordinary TIFF or as PNG.'],
  [[0, '\0\0\0\x0cjP  '], 'This is a JPEG 2000 picture, which browsers cannot read. Save it as PNG or JPEG.'],
  [[0, '\xff\x4f\xff\x51'], 'This is a JPEG 2000 picture, which browsers cannot read. Save it as PNG or JPEG.'],
  [[0, '\xff\x0a'], 'This is a JPEG XL picture, which cannot be read. Save it as PNG or JPEG.'],
  [[0, '\0\0\0\x0cJXL '], 'This is a JPEG XL picture, which cannot be read. Save it as PNG or JPEG.'],
  [[4, 'ftypavi'], 'This is an AVIF picture, which cannot be read. Save it as PNG or JPEG.'],
  [[4, 'ftyphei'], 'This is a HEIC picture, which cannot be read. Save it as PNG or JPEG.'],
  [[4, 'ftypmif1'], 'This is a HEIF picture, which cannot be read. Save it as PNG or JPEG.'],
  [[4, 'ftyp'], 'This is a video, not a picture.'],
  [[0, '\x1a\x45\xdf\xa3'], 'This is a video, not a picture.'],
  [[1, 'PNG'], 'This was a PNG once, but its first bytes are damaged. Copy or download it again.'],
  [[6, 'JFIF\0'], 'This was a JPEG once, but its first bytes are damaged. Copy or download it again.'],
  [[6, 'Exif\0'], 'This was a JPEG once, but its first bytes are damaged. Copy or download it again.'],
  [[0, '8BPS'], 'This is a Photoshop document. Save it as PNG or JPEG.'],
  [[0, '\0\0\x01\0'], 'This is an icon, not a scan.'],
  [[0, 'MZ'], 'This is a Windows program, not a picture.'],
  [[0, '\x7fELF'], 'This is a program, not a picture.'],
  [[0, '\x89HDF'], 'This is an HDF5 file (a Keras model or a MATLAB matrix), not a picture.'],
  [[0, '\x93NUMPY'], 'This is a NumPy array, not a picture. Save its slices as PNG.'],
  [[0, 'MATLAB 5.0'], 'This is a MATLAB matrix, not a picture. Save its slices as PNG.'],
  [[0, 'SQLite format 3'], 'This is a database, not a picture.'],
];

const BMP_HEADER_SIZES = [12, 40, 52, 56, 64, 108, 124];

/** What a file is, from its first bytes alone; null where it is no picture that can be read. Names play no part. */
export function sniffFormat(bytes: Uint8Array): SniffedFormat | null {
  for (const [format, signatures] of READABLE) {
    if (signatures.every((signature) => matches(bytes, signature))) return format;
  }
  if (isBmp(bytes)) return 'bmp';
  return startsLikeDicom(bytes) ? 'dicom' : null;
}

/** A sentence for the user about a file that `sniffFormat` does not know. */
export function describeUnknown(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'The file is empty.';
  const other = OTHERS.find(([signature]) => matches(bytes, signature));
  if (other) return other[1];
  if (bytes.every((byte) => byte === 0)) return 'The file holds nothing but zeros: it was damaged when it was copied.';
  return (
    describeText(bytes) ??
    'The file is not a picture of a kind that can be read (JPEG, PNG, TIFF, WebP, GIF, BMP, DICOM, NIfTI).'
  );
}

function matches(bytes: Uint8Array, [start, text]: Signature): boolean {
  if (bytes.length < start + text.length) return false;
  for (let i = 0; i < text.length; i++) {
    if (bytes[start + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** 'BM' alone begins many a text, so the size of the header that follows must be one that exists. */
function isBmp(bytes: Uint8Array): boolean {
  if (!matches(bytes, [0, 'BM']) || bytes.length < 18) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return BMP_HEADER_SIZES.includes(view.getUint32(14, true));
}

/**
 * A DICOM file without its preamble: a meta header at once, or none at all. Then the first two elements are of group 8, one behind the
 * other, and short; in explicit encodings their type stands in two letters before their length.
 */
function startsLikeDicom(bytes: Uint8Array): boolean {
  if (matches(bytes, [0, '\x02\0\0\0UL\x04\0'])) return true;
  if (bytes.length < 16) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = view.getUint16(0, true) === 8;
  const isExplicit = [4, 5].every((at) => view.getUint8(at) >= 0x41 && view.getUint8(at) <= 0x5a);
  const length = isExplicit ? view.getUint16(6, isLittle) : view.getUint32(4, true);
  if (length > 256 || bytes.length < length + 16 || !(isLittle || isExplicit)) return false;
  const second = 8 + length;
  const isInGroup8 = view.getUint16(0, isLittle) === 8 && view.getUint16(second, isLittle) === 8;
  return isInGroup8 && view.getUint16(2, isLittle) < view.getUint16(second + 2, isLittle);
}

function describeText(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 1024);
  if (head.some((byte) => byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27)) return null;
  const text = new TextDecoder().decode(head).trimStart().toLowerCase();
  if (bytes.length < 8 && text.length < 4) return 'The file is too short to be a picture.';
  if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!doctype svg[^>]*>\s*)*<svg/s.test(text)) {
    return 'This is an SVG drawing, not a scan. Save it as PNG.';
  }
  if (/^<!doctype html|^<html|^<head|^<body|^<script/.test(text)) {
    return 'This is a web page (HTML), not a picture: perhaps an error page that was saved in its place.';
  }
  if (text.startsWith('<?xml')) return 'This is an XML file, not a picture.';
  if (/^[[{]/.test(text)) return 'This is a JSON file, not a picture.';
  if (text.startsWith('version https://git-lfs')) {
    return 'This is a Git LFS pointer, not the picture itself. Fetch the data with "git lfs pull".';
  }
  return 'This is a text file, not a picture.';
}
