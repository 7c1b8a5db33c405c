import * as v from 'valibot';
import type { RecordOf } from '../../dataset/recordSchemas.ts';
import type { ColourMode, FileOutcome, Scan } from '../../dataset/scan.ts';
import { SUBSETS } from '../../dataset/split/splitSettings.ts';
import { FORMAT_NAMES } from '../../decoding/formats/descriptions.ts';
import { codedEntries, count, sha256, withCode } from '../database/records.ts';

/** Of any buffer, as who writes has it. */
const bytes: v.GenericSchema<unknown, Uint8Array> = v.instance(Uint8Array);
const hash16 = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, 'is not 16 hexadecimal digits'));

export const colourModeSchema: v.GenericSchema<unknown, ColourMode> = v.picklist([
  'grey',
  'grey-alpha',
  'rgb',
  'rgb-alpha',
  'palette',
  'cmyk',
]);

export const scanSchema: v.GenericSchema<unknown, Scan> = v.object({
  sha256,
  name: v.string(),
  path: v.string(),
  className: v.string(),
  format: v.picklist(FORMAT_NAMES),
  width: count,
  height: count,
  bytes: count,
  fingerprint: v.object({
    grey: v.pipe(bytes, v.length(256, 'is not 16 x 16')),
    differenceHash: v.pipe(v.instance(Uint32Array), v.length(8, 'is not 256 bits')),
  }),
  colourMode: v.optional(v.nullable(colourModeSchema), null),
  facts: v.optional(
    v.nullable(v.object({ mean: v.number(), contrast: v.number(), border: v.number(), sharpness: v.number() })),
    null,
  ),
  subject: v.optional(
    v.nullable(v.object({ id: hash16, from: v.picklist(['dicom', 'volume', 'table', 'name']) })),
    null,
  ),
  slice: v.optional(v.nullable(v.object({ series: hash16, position: v.number() })), null),
  scanner: v.optional(v.string()),
  subset: v.optional(v.picklist(SUBSETS)),
});

/** Scans that are stored together: a value of its own for each would take four times as long to store. Each is still to be parsed alone. */
export const scanBatchSchema = v.pipe(
  v.object({
    number: count,
    sha256s: v.array(v.string()),
    scans: v.array(v.unknown()),
    /** Where each original ends, in bytes. */
    ends: v.array(count),
  }),
  v.check(
    ({ sha256s, scans, ends }) => sha256s.length === scans.length && ends.length === scans.length,
    'has lists of different lengths',
  ),
);
export type ScanBatch = Omit<RecordOf<typeof scanBatchSchema>, 'scans'> & { readonly scans: readonly Scan[] };

const path = v.string();
const className = v.string();
export const outcomeSchema: v.GenericSchema<unknown, FileOutcome> = v.pipe(
  v.unknown(),
  v.transform(withCode('reason')),
  v.variant('status', [
    v.object({ status: v.literal('imported'), path, className }),
    v.object({
      status: v.literal('duplicate'),
      path,
      className,
      of: v.string(),
      ofClassName: v.string(),
      sha256: v.exactOptional(v.string()),
      isSlice: v.exactOptional(v.literal(true)),
    }),
    v.object({ status: v.literal('refused'), path, className, ...codedEntries }),
    v.object({ status: v.literal('ignored'), path, ...codedEntries }),
  ]),
);

/** `width * height * channels` bytes: a grey thumbnail takes a quarter of its RGBA. */
export const thumbnailSchema = v.pipe(
  v.object({
    width: count,
    height: count,
    channels: v.picklist([1, 3]),
    pixels: bytes,
  }),
  v.check(({ width, height, channels, pixels }) => pixels.length === width * height * channels, 'has a wrong length'),
);
export type PackedThumbnail = RecordOf<typeof thumbnailSchema>;

/** The network's input for some scans, one after another, each `bytes.length / sha256s.length` bytes. */
export const pixelChunkSchema = v.pipe(
  v.object({ sha256s: v.array(v.string()), bytes }),
  v.check((chunk) => chunk.sha256s.length > 0 && chunk.bytes.length % chunk.sha256s.length === 0, 'has a wrong length'),
);
export type PixelChunk = RecordOf<typeof pixelChunkSchema>;
