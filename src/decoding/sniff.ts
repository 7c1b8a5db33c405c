import { FORMAT_LABELS } from './formats/descriptions.ts';
import { FORMATS, type Format } from './formats.ts';
import { hasSignature } from './signature.ts';
import { isStoredSlice } from './slices/storedSlice.ts';

/** Bytes at a place in the file. Text stands for its Latin-1 codes. */
type Signature = readonly [start: number, text: string];

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

/** What a file is, from its first bytes alone; null where it is nothing that can be read, or a slice that is kept. Names play no part. */
export function sniffFormat(bytes: Uint8Array): Format | null {
  return isStoredSlice(bytes) ? null : (FORMATS.find((format) => format.sniff(bytes)) ?? null);
}

/** A sentence for the user about a file that `sniffFormat` does not know. */
export function describeUnknown(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'The file is empty.';
  const other = OTHERS.find(([[start, text]]) => hasSignature(bytes, text, start));
  if (other) return other[1];
  if (bytes.every((byte) => byte === 0)) return 'The file holds nothing but zeros: it was damaged when it was copied.';
  return describeText(bytes) ?? `The file is not a picture of a kind that can be read (${FORMAT_LABELS}).`;
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
