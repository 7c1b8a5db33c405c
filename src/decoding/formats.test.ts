import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { exampleScan } from '../storage/database/testDatabase.fixture.ts';
import { scanSchema } from '../storage/dataSet/scanRecords.ts';
import { DESCRIPTIONS, describeFormat, FORMAT_NAMES } from './formats/descriptions.ts';
import { dicom } from './formats/dicom/format.ts';
import type { ImageFormat, SlicesFormat } from './formats/format.ts';
import { png } from './formats/png/format.ts';
import { FORMATS, type FormatName } from './formats.ts';
import { sniffFormat } from './sniff.ts';
import { readTestFile } from './testFile.fixture.ts';

const SAMPLES = Object.keys(import.meta.glob(['../../e2e/data/**/*.*', '!**/hostile/**'])).map((file) =>
  file.slice(15),
);

describe.each(FORMATS.map((format) => [format.name, format] as const))('the format %s', (name, format) => {
  test('has a label, extensions and media types', () => {
    expect(format.label).toMatch(/^\w+$/);
    for (const extension of format.extensions) expect(extension).toMatch(/^[a-z0-9.]+$/);
    for (const mediaType of format.mediaTypes) expect(mediaType).toMatch(/^(image|application)\/[a-z0-9.+-]+$/);
  });

  test('is described where the page and the storage look', () => {
    expect(describeFormat(name).label).toBe(format.label);
  });

  test('is a format that stored scans may have', () => {
    expect(v.is(scanSchema, { ...exampleScan(1), format: name })).toBe(true);
  });

  test('is recognised in its sample of e2e/data', async () => {
    const samples = SAMPLES.filter((file) => format.extensions.some((extension) => file.endsWith(`.${extension}`)));
    const sniffed = await Promise.all(samples.map(async (file) => sniffFormat(await readTestFile(file))?.name));
    expect(sniffed, `of ${samples.length} samples`).toContain(name);
  });
});

test('every format that is described is in the list, under a name, and a number in stored slices, of its own', () => {
  expect([...FORMAT_NAMES].sort()).toEqual(FORMATS.map(({ name }) => name).sort());
  const codes = DESCRIPTIONS.flatMap((each) => (each.holds === 'slices' ? [each.sliceCode] : []));
  expect(new Set(FORMAT_NAMES).size).toBe(FORMAT_NAMES.length);
  expect(new Set(codes).size).toBe(codes.length);
});

test('the names and numbers in records are those that were ever written', () => {
  expect(FORMAT_NAMES).toEqual(expect.arrayContaining(['jpeg', 'png', 'tiff', 'webp', 'gif', 'bmp', 'dicom', 'nifti']));
  expect(describeFormat('dicom')).toMatchObject({ sliceCode: 0 });
  expect(describeFormat('nifti')).toMatchObject({ sliceCode: 1 });
  expect(describeFormat('nrrd')).toMatchObject({ sliceCode: 2 });
  expect(describeFormat('metaimage')).toMatchObject({ sliceCode: 3 });
  expect(v.is(scanSchema, { ...exampleScan(1), format: 'no such format' })).toBe(false);
});

/** Checked by `tsc`: a planted definition that compiles makes its expectation an error. */
test('a format that misses a part does not compile', () => {
  const { label, ...withoutLabel } = png;
  const { sniff, ...withoutSniff } = png;
  const { header, ...withoutHeader } = png;
  const { decode, ...withoutDecode } = png;
  const { extensions, ...withoutExtensions } = png;
  const { slices, ...withoutSlices } = dicom;
  const { sliceCode, ...withoutCode } = dicom;
  const planted = [
    // @ts-expect-error
    'no such format' satisfies FormatName,
    // @ts-expect-error
    withoutLabel satisfies ImageFormat,
    // @ts-expect-error
    withoutSniff satisfies ImageFormat,
    // @ts-expect-error
    withoutHeader satisfies ImageFormat,
    // @ts-expect-error
    withoutDecode satisfies ImageFormat,
    // @ts-expect-error
    withoutExtensions satisfies ImageFormat,
    // @ts-expect-error
    { ...png, extensions: [] } satisfies ImageFormat,
    // @ts-expect-error
    withoutSlices satisfies SlicesFormat,
    // @ts-expect-error
    withoutCode satisfies SlicesFormat,
  ];
  expect(planted).toHaveLength(9);
});
