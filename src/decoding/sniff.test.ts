import { expect, test } from 'vitest';
import { refusalSentence } from './refusalSentence.ts';
import { sniffFormat, unknownFileCode } from './sniff.ts';

/** First bytes as Latin-1 text, at a place in a file of zeros. */
function file(text: string, start = 0, length = 512): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(latin1(text), start);
  return bytes;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

test.each([
  ['jpeg', '\xff\xd8\xff\xe0'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['tiff', 'II+\0'],
  ['webp', 'RIFF\x10\0\0\0WEBP'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['bmp', 'BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0'],
])('the first bytes of a %s name it', (format, head) => {
  expect(sniffFormat(file(head))?.name).toBe(format);
});

test.each([
  ['dicom', file('DICM', 128)],
  ['a preamble may be another program: dicom', file('DICM', 128).fill(0x4d, 0, 1).fill(0x5a, 1, 2)],
  ['dicom', file('\x02\0\0\0UL\x04\0')],
  ['dicom', latin1(`\x08\0\x05\0\x0a\0\0\0ISO_IR 100\x08\0\x08\0\x02\0\0\0MR`)],
  ['nifti', file('n+1\0', 344)],
  ['nifti', file('n+2\0', 4)],
  ['nifti', file('\x1f\x8b\x08')],
])('files of slices are known by their bytes: %s', (format, bytes) => {
  expect(format).toContain(sniffFormat(bytes)?.name);
});

test.each([
  ['elements that do not follow each other', '\x08\0\x05\0\x0a\0\0\0ISO_IR 100\x08\0\x05\0\x02\0\0\0MR'],
  ['a length beyond the file', '\x08\0\x05\0\x0a\0\0\0ISO_IR 100'],
  ['a length beyond reason', '\x08\0\x05\0\x0a\0\x10\0ISO_IR 100'],
])('%s are no DICOM file without preamble', (_, head) => {
  expect(sniffFormat(latin1(head))).toBeNull();
});

test.each(['RIFF\x10\0\0\0WAVE', 'II,\0', 'BM is a good make of car', '\x89PNG\n\x1a\n', 'GIF90a', '\xff\xd8'])(
  'a file that only resembles an image (%j) is none',
  (head) => {
    expect(sniffFormat(latin1(head))).toBeNull();
  },
);

test.each([
  ['PDF', latin1('%PDF-1.4\n')],
  ['zip archive', file('PK\x03\x04')],
  ['NumPy archive', file(`PK\x03\x04${'\0'.repeat(22)}\x10\0\0\0train_images.npy`)],
  ['never opened', file('\x80\x04\x95')],
  ['MATLAB matrix', file('MATLAB 7.3 MAT-file')],
  ['SVG', latin1('<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['web page', latin1('\n<!DOCTYPE html><title>404</title>')],
  ['XML', latin1('<?xml version="1.0"?><annotation/>')],
  ['JSON', latin1('{"modelTopology": 1}')],
  ['Git LFS', latin1('version https://git-lfs.github.com/spec/v1\noid sha256:0\n')],
  ['text file', latin1('filename,label\r\n1.jpg,tumour\r\n')],
  ['HEIC', file('\0\0\0\x18ftypheic')],
  ['AVIF', file('\0\0\0\x18ftypavif')],
  ['video', file('\0\0\0\x18ftypmp42')],
  ['JPEG 2000', file('\0\0\0\x0cjP  ')],
  ['PNG once', file('\x89PNG\n\x1a\n')],
  ['program', file('MZ')],
  ['empty', new Uint8Array(0)],
  ['too short', latin1('x')],
  ['nothing but zeros', new Uint8Array(100)],
  ['not an image of a kind', Uint8Array.from({ length: 64 }, (_, i) => (i * 37 + 1) & 0xff)],
])('the refusal says %s where the file is that', (words, bytes) => {
  expect(sniffFormat(bytes)).toBeNull();
  expect(refusalSentence(unknownFileCode(bytes))).toContain(words);
});
