import { decodingError, type PlainDecodingCode } from '../../../messages.ts';

/** How the pixels of a DICOM file are packed. */
export type Packing = 'native' | 'rle' | 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'high-throughput-jpeg-2000';

type TransferSyntax = { readonly uid: string; readonly name: string; readonly packing: Packing };

/** Of a file without a header of its own (DICOM PS3.5, section 10.1). */
export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const EXPLICIT_BIG_ENDIAN = '1.2.840.10008.1.2.2';
export const DEFLATED = '1.2.840.10008.1.2.1.99';

/** DICOM PS3.6, annex A. */
const KNOWN: Readonly<Record<string, readonly [name: string, packing: Packing]>> = {
  [IMPLICIT_LITTLE_ENDIAN]: ['implicit little endian', 'native'],
  [EXPLICIT_LITTLE_ENDIAN]: ['explicit little endian', 'native'],
  '1.2.840.10008.1.2.1.98': ['encapsulated uncompressed', 'native'],
  [DEFLATED]: ['deflated', 'native'],
  [EXPLICIT_BIG_ENDIAN]: ['explicit big endian', 'native'],
  '1.2.840.10008.1.2.5': ['RLE', 'rle'],
  '1.2.840.10008.1.2.4.50': ['JPEG baseline', 'jpeg'],
  '1.2.840.10008.1.2.4.51': ['JPEG extended', 'jpeg'],
  '1.2.840.10008.1.2.4.57': ['JPEG lossless', 'jpeg'],
  '1.2.840.10008.1.2.4.70': ['JPEG lossless', 'jpeg'],
  '1.2.840.10008.1.2.4.80': ['JPEG-LS lossless', 'jpeg-ls'],
  '1.2.840.10008.1.2.4.81': ['JPEG-LS near-lossless', 'jpeg-ls'],
  '1.2.840.10008.1.2.4.90': ['JPEG 2000 lossless', 'jpeg-2000'],
  '1.2.840.10008.1.2.4.91': ['JPEG 2000', 'jpeg-2000'],
  '1.2.840.10008.1.2.4.201': ['High-Throughput JPEG 2000 lossless', 'high-throughput-jpeg-2000'],
  '1.2.840.10008.1.2.4.202': ['High-Throughput JPEG 2000 lossless', 'high-throughput-jpeg-2000'],
  '1.2.840.10008.1.2.4.203': ['High-Throughput JPEG 2000', 'high-throughput-jpeg-2000'],
};

/** First match wins. */
const UNREADABLE: readonly (readonly [start: string, code: PlainDecodingCode])[] = [
  ['1.2.840.10008.1.2.4.92', 'dicom-jpeg-2000-components'],
  ['1.2.840.10008.1.2.4.93', 'dicom-jpeg-2000-components'],
  ['1.2.840.10008.1.2.4.94', 'dicom-jpip'],
  ['1.2.840.10008.1.2.4.95', 'dicom-jpip'],
  ['1.2.840.10008.1.2.4.20', 'dicom-jpip'],
  ['1.2.840.10008.1.2.4.10', 'dicom-video'],
  ['1.2.840.10008.1.2.4.11', 'dicom-jpeg-xl'],
  ['1.2.840.10008.1.2.4.5', 'dicom-old-jpeg'],
  ['1.2.840.10008.1.2.4.6', 'dicom-old-jpeg'],
];

/** Throws UserError, in words, for one whose pixels cannot be unpacked. */
export function transferSyntaxOf(uid: string): TransferSyntax {
  const known = KNOWN[uid];
  if (known) return { uid, name: known[0], packing: known[1] };
  const [, code = 'dicom-unknown-syntax'] = UNREADABLE.find(([start]) => uid.startsWith(start)) ?? [];
  throw decodingError(code);
}
