import { partsOf } from '../dataset/import/filePairs.ts';
import type { Coded } from '../dataset/userError.ts';
import { unpackInto } from './compression/inflate.ts';
import { FORMAT_LABELS } from './formats/descriptions.ts';
import { isGzip } from './formats/nifti/niftiBytes.ts';
import { FORMATS, type Format } from './formats.ts';
import { decodingCode, type PlainDecodingCode } from './messages.ts';
import { hasSignature } from './signature.ts';
import { isStoredSlice } from './slices/storedSlice.ts';

/** Bytes at a place in the file. Text means its Latin-1 codes. */
type Signature = readonly [start: number, text: string];

/** What people drop by mistake, first match wins. */
const OTHERS: readonly (readonly [Signature, PlainDecodingCode])[] = [
  [[0, '%PDF'], 'is-pdf'],
  [[0, 'PK\x03\x04'], 'is-zip'],
  [[0, 'PK\x05\x06'], 'is-empty-zip'],
  [[0, 'Rar!'], 'is-rar'],
  [[0, "7z\xbc\xaf'\x1c"], 'is-7z'],
  [[257, 'ustar'], 'is-tar'],
  [[0, '\0\0\0\x0cjP  '], 'is-jpeg-2000'],
  [[0, '\xff\x4f\xff\x51'], 'is-jpeg-2000'],
  [[0, '\xff\x0a'], 'is-jpeg-xl'],
  [[0, '\0\0\0\x0cJXL '], 'is-jpeg-xl'],
  [[4, 'ftypavi'], 'is-avif'],
  [[4, 'ftyphei'], 'is-heic'],
  [[4, 'ftypmif1'], 'is-heif'],
  [[4, 'ftyp'], 'is-video'],
  [[0, '\x1a\x45\xdf\xa3'], 'is-video'],
  [[1, 'PNG'], 'is-damaged-png'],
  [[6, 'JFIF\0'], 'is-damaged-jpeg'],
  [[6, 'Exif\0'], 'is-damaged-jpeg'],
  [[0, '8BPS'], 'is-photoshop'],
  [[0, '\0\0\x01\0'], 'is-icon'],
  [[0, 'MZ'], 'is-windows-program'],
  [[0, '\x7fELF'], 'is-program'],
  [[0, '\x89HDF'], 'is-hdf5'],
  [[0, 'MATLAB 5.0'], 'is-matlab'],
  [[0, 'MATLAB 7.3'], 'is-matlab'],
  ...['\x02', '\x03', '\x04', '\x05'].map((version) => [[0, `\x80${version}`], 'is-pickle'] as const),
  [[0, 'SQLite format 3'], 'is-database'],
];

/** What a file is, from its first bytes alone; null where it is nothing that can be read, or a stored slice. Names play no part. */
export function sniffFormat(bytes: Uint8Array): Format | null {
  const { header } = partsOf(bytes);
  return isStoredSlice(bytes) ? null : (FORMATS.find((format) => format.sniff(header)) ?? null);
}

/** More than any format is recognised by. */
const START_BYTES = 1024;

/** The same where what is packed in gzip counts, too: a volume of FreeSurfer begins as NIfTI does. */
export async function formatOf(bytes: Uint8Array<ArrayBuffer>): Promise<Format | null> {
  const { header } = partsOf(bytes);
  if (!isGzip(header)) return sniffFormat(bytes);
  const start = new Uint8Array(START_BYTES);
  const length = await unpackInto(header, 'gzip', start).catch(() => 0);
  const packed = FORMATS.find((format) => 'readsGzip' in format && format.sniff(start.subarray(0, length)));
  return packed ?? sniffFormat(bytes);
}

/** Returns why a file is refused that `sniffFormat` does not know. */
export function unknownFileCode(bytes: Uint8Array): Coded {
  if (bytes.length === 0) return decodingCode('is-empty');
  if (isNpz(bytes)) return decodingCode('is-npz');
  const other = OTHERS.find(([[start, text]]) => hasSignature(bytes, text, start));
  if (other) return decodingCode(other[1]);
  if (bytes.every((byte) => byte === 0)) return decodingCode('is-zeros');
  const text = textCode(bytes);
  return text ? decodingCode(text) : decodingCode('is-unknown', { formats: FORMAT_LABELS });
}

/** A zip whose first entry is an array of NumPy. */
function isNpz(bytes: Uint8Array): boolean {
  if (!hasSignature(bytes, 'PK\x03\x04')) return false;
  const length = (bytes[26] ?? 0) + 256 * (bytes[27] ?? 0);
  return hasSignature(bytes, '.npy', 30 + length - 4);
}

function textCode(bytes: Uint8Array): PlainDecodingCode | null {
  const head = bytes.subarray(0, 1024);
  if (head.some((byte) => byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27)) return null;
  const text = new TextDecoder().decode(head).trimStart().toLowerCase();
  if (bytes.length < 8 && text.length < 4) return 'is-too-short';
  if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!doctype svg[^>]*>\s*)*<svg/s.test(text)) {
    return 'is-svg';
  }
  if (/^<!doctype html|^<html|^<head|^<body|^<script/.test(text)) {
    return 'is-html';
  }
  if (text.startsWith('<?xml')) return 'is-xml';
  if (/^[[{]/.test(text)) return 'is-json';
  if (text.startsWith('version https://git-lfs')) {
    return 'is-git-lfs';
  }
  return 'is-text';
}
