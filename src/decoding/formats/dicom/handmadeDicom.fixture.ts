/** Elements that are texts. */
const TEXTS = {
  maker: [0x08, 0x70, 'LO'],
  model: [0x08, 0x1090, 'LO'],
  name: [0x10, 0x10, 'PN'],
  id: [0x10, 0x20, 'LO'],
  fieldStrength: [0x18, 0x87, 'DS'],
  detectorSpacing: [0x18, 0x1164, 'DS'],
  filmSpacing: [0x18, 0x2010, 'DS'],
  study: [0x20, 0x0d, 'UI'],
  number: [0x20, 0x13, 'IS'],
  corner: [0x20, 0x32, 'DS'],
  axes: [0x20, 0x37, 'DS'],
  spacing: [0x28, 0x30, 'DS'],
  aspectRatio: [0x28, 0x34, 'IS'],
  center: [0x28, 0x1050, 'DS'],
  width: [0x28, 0x1051, 'DS'],
  intercept: [0x28, 0x1052, 'DS'],
  slope: [0x28, 0x1053, 'DS'],
} as const;

export type DicomTexts = Partial<Record<keyof typeof TEXTS, string>>;

type DicomPixels = {
  /** 256 values as they are stored. */
  readonly stored: readonly number[];
  readonly bits: 8 | 16;
  readonly isSigned?: boolean;
  readonly photometric?: string;
  /** Pixel Padding Value, and its Range Limit. */
  readonly padding?: readonly [value: number, limit?: number];
  /** Modality LUT and VOI LUT: the first value that is looked up, bits, outputs. */
  readonly tables?: readonly (readonly [
    tag: 0x3000 | 0x3010,
    first: number,
    bits: number,
    outputs: readonly number[],
  ])[];
};

const SEVENS: DicomPixels = { stored: new Array<number>(256).fill(7), bits: 8 };

/** An image of 16 x 16 pixels, explicit little endian, written from the standard and not with the reader's help. */
export function handmadeDicom(texts: DicomTexts, pixels: DicomPixels = SEVENS): Uint8Array<ArrayBuffer> {
  const { stored, bits, isSigned = false, photometric = 'MONOCHROME2' } = pixels;
  const padding: readonly (number | undefined)[] = pixels.padding ?? [];
  const tables = pixels.tables ?? [];
  const bytes = bits === 8 ? stored : stored.flatMap(wordBytes);
  return Uint8Array.from([
    ...new Array<number>(128).fill(0),
    ...textBytes('DICM'),
    ...element(2, 0x10, 'UI', textBytes('1.2.840.10008.1.2.1')),
    ...(Object.keys(TEXTS) as (keyof typeof TEXTS)[]).flatMap((key) => {
      const [group, number, type] = TEXTS[key];
      return element(group, number, type, textBytes(texts[key] ?? ''));
    }),
    ...element(0x28, 4, 'CS', textBytes(photometric)),
    ...[word(2, 1), word(0x10, 16), word(0x11, 16), word(0x100, bits)].flat(),
    ...[word(0x101, bits), word(0x102, bits - 1), word(0x103, isSigned ? 1 : 0)].flat(),
    ...padding.flatMap((value, i) => (value === undefined ? [] : word(0x120 + i, value))),
    ...tables.flatMap(tableSequence),
    ...[0xe0, 0x7f, 0x10, 0, ...textBytes('OW'), 0, 0, ...wordBytes(bytes.length), 0, 0, ...bytes],
  ]);
}

/** A sequence of one item, both of a length that is given (DICOM PS3.5, 7.5). */
function tableSequence([tag, first, bits, outputs]: NonNullable<DicomPixels['tables']>[number]): number[] {
  const data = outputs.flatMap(wordBytes);
  const item = [
    ...element(0x28, 0x3002, 'US', [outputs.length, first, bits].flatMap(wordBytes)),
    ...[0x28, 0, 0x06, 0x30, ...textBytes('OW'), 0, 0, ...longBytes(data.length), ...data],
  ];
  return [
    ...[0x28, 0, tag & 255, tag >> 8, ...textBytes('SQ'), 0, 0, ...longBytes(item.length + 8)],
    ...[0xfe, 0xff, 0x00, 0xe0, ...longBytes(item.length), ...item],
  ];
}

const longBytes = (value: number) => [...wordBytes(value & 0xffff), ...wordBytes(value >> 16)];
const word = (number: number, value: number) => element(0x28, number, 'US', wordBytes(value));
const wordBytes = (value: number) => [value & 255, (value >> 8) & 255];
const textBytes = (text: string) => [...new TextEncoder().encode(text.length % 2 ? `${text} ` : text)];

function element(group: number, number: number, type: string, value: readonly number[]): number[] {
  return [...wordBytes(group), ...wordBytes(number), ...textBytes(type), ...wordBytes(value.length), ...value];
}
